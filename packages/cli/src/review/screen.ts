import { styleText } from 'node:util'
import type { Tier } from 'unmangle-core'
import { lineStarts, positionAt } from 'unmangle-core'
import { excerpt, visible } from '../reports/excerpt.ts'
import type { Item } from './item.ts'
import type { Tally } from './session.ts'

type Style = Parameters<typeof styleText>[0]

const TIERS: Readonly<Record<Tier, Style>> = { safe: 'red', suggest: 'yellow', report: 'cyan' }

export const KEYS = `  a, Enter  make the first answer        1–9  make that answer
  e         type what is right           A    make the first answer to all of this kind from here on
  r         reject: it is right, and is not brought up again
  s         leave it for another time    i    write a comment that silences the rule here
  g         add a term to the glossary   u    take the last decision back
  q         end; what was decided stays  ?    this list
`

/** A finding as it is shown: place, line, damage, answers, reason. */
export function itemText({ file, text, finding }: Item, color: boolean): string {
  const paint = (style: Style, part: string) => (color ? styleText(style, part, { validateStream: false }) : part)
  const starts = lineStarts(text)
  const { line, column } = positionAt(starts, finding.start)
  const { before, damage, after, underline } = excerpt(text, starts, finding, undefined)
  const gutter = ' '.repeat(String(line).length)
  const answers = finding.expected.map((answer, i) => {
    const shown = answer === '' ? '(nothing)' : visible(answer)
    return `  ${gutter}   ${paint('green', `${i + 1}  ${shown}`)}\n`
  })
  return [
    `\n${paint('underline', visible(file.shown))}:${line}:${column}  ${paint(TIERS[finding.tier], finding.tier)}  ${paint('dim', finding.rule)}\n`,
    `  ${paint('dim', `${line} |`)} ${before}${paint('bold', damage)}${after}\n`,
    `  ${paint('dim', `${gutter} |`)} ${paint('red', underline)}\n`,
    `  ${gutter}   ${visible(finding.message)} ${paint('dim', visible(finding.why))}\n`,
    ...answers,
  ].join('')
}

/** What can be done with it. */
export function promptText({ finding }: Item): string {
  const answers = finding.expected.length > 0 ? 'a accept, ' : ''
  return `[${answers}e edit, r reject, s skip, i silence, g glossary, u undo, q quit, ? more] `
}

/** What was done. */
export function tallyText({ accepted, rejected, silenced, skipped }: Tally): string {
  return `Accepted ${accepted}, rejected ${rejected}, silenced ${silenced}, left for another time ${skipped}.\n`
}
