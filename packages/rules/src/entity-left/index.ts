import type { Draft, ProseBlock, ProseContext, ProseRule, Tier } from 'unmangle-core'
import { isQuote } from '../reading.ts'
import {
  blocksWithText,
  characterAt,
  characterBefore,
  disjoint,
  isLetterOrDigit,
  isOutsideBackticks,
  wholeWords,
} from '../spans.ts'
import { type Entity, entityAt } from './entities.ts'

/** Where an address may have begun. */
const LONGEST_ADDRESS = 300
const TAG = /<\/?[a-z][^<>]*>/i

export const rule: ProseRule = {
  kind: 'prose',
  id: 'entity-left',
  family: 'encoding',
  description: 'An HTML entity that shows as text',
  check(context) {
    return blocksWithText(context, '&').flatMap((block) => checkBlock(context, block))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { text } = context.prose
  let at = text.indexOf('&', block.start)
  if (TAG.test(text.slice(block.start, block.end))) return []
  const out: Draft[] = []
  while (at >= 0 && at < block.end) {
    const entity = entityAt(text, at)
    const tier =
      entity && entity.end <= block.end && isOutsideBackticks(context, block, at)
        ? tierOf(context, block, at, entity)
        : undefined
    if (entity && tier) out.push(draft(context, block, at, entity, tier))
    at = text.indexOf('&', entity ? entity.end : at + 1)
  }
  return disjoint(out, text)
}

function draft(context: ProseContext, block: ProseBlock, at: number, entity: Entity, tier: Tier): Draft {
  const { text } = context.prose
  const { start, end } = wholeWords(text, { start: at, end: entity.end }, block)
  const right =
    entity.value === ' ' ? spaceAt(context, block, at, entity) : { from: at, to: entity.end, text: entity.value }
  const from = Math.min(start, right.from)
  const to = Math.max(end, right.to)
  return {
    start: from,
    end: to,
    expected: [text.slice(from, right.from) + right.text + text.slice(right.to, to)],
    tier,
    message: `“${text.slice(at, entity.end)}” is the code of a character, not the character.`,
    why: 'Text was escaped once too often on its way to the machine, or the machine put a space into the code, so that it shows.',
  }
}

/** One space in place of the entity and the spaces beside it; none at the end or before a mark that clings to its word. */
function spaceAt(context: ProseContext, block: ProseBlock, at: number, entity: Entity) {
  const { text } = context.prose
  let from = at
  let to = entity.end
  while (from > block.start && text[from - 1] === ' ') from--
  while (to < block.end && text[to] === ' ') to++
  const clings = context.facts.closeMarks.includes(text.charAt(to))
  return { from, to, text: from === block.start || to === block.end || clings ? '' : ' ' }
}

function tierOf(context: ProseContext, block: ProseBlock, at: number, entity: Entity): Tier | undefined {
  const { text } = context.prose
  const before = at > block.start ? characterBefore(text, at) : ''
  const next = entity.end < block.end ? characterAt(text, entity.end) : ''
  if (isSpokenOf(before, next) || isInAddress(text, at, block)) return undefined
  const markup = entity.value === '<' || entity.value === '>'
  const plain = context.document.format === 'text'
  // What is escaped in Markdown can be markup that the text shows on purpose.
  if (markup || (!plain && /^[&*_[\]`\\#|~]$/.test(entity.value))) return 'suggest'
  if (entity.broken) return entity.word ? 'suggest' : 'safe'
  const alone = !isLetterOrDigit(before) && !isLetterOrDigit(next)
  return entity.value === ' ' && alone && before !== '' && next === ' ' ? 'suggest' : 'safe'
}

/** `"&nbsp;"`, `(&nbsp;)`: the text is about the entity. */
function isSpokenOf(before: string, next: string): boolean {
  return (isQuote(before) && isQuote(next)) || (before === '(' && next === ')')
}

function isInAddress(text: string, at: number, block: ProseBlock): boolean {
  const from = Math.max(block.start, at - LONGEST_ADDRESS)
  const start = Math.max(text.lastIndexOf(' ', at - 1), text.lastIndexOf('\n', at - 1), from)
  const address = text.slice(start, at)
  return address.includes('://') || /[?&][\w.-]+=/.test(address)
}
