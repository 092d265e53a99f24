import type { SourceDraft, SourceRule, Suppression } from 'unmangle-core'

export const rule: SourceRule = {
  kind: 'source',
  id: 'unused-suppression',
  family: 'markup',
  description: 'A comment that silences nothing',
  last: true,
  check({ source, suppressions = [] }) {
    return suppressions.flatMap((suppression) => {
      if (suppression.used && suppression.idle.length === 0) return []
      return [suppression.used ? shortened(source, suppression) : removed(source, suppression)]
    })
  },
}

/** The comment goes, and its line with it where it stands alone. */
function removed(source: string, suppression: Suppression): SourceDraft {
  const { start, end } = suppression
  return {
    ...{ start, end: lineEndAfter(source, start, end), expected: [''], tier: 'safe', announces: [] },
    message: 'This comment silences nothing.',
    why: whyIdle(suppression),
  }
}

function whyIdle({ names, unknown }: Suppression): string {
  if (unknown !== undefined)
    return `${unknown} is no word for that: unmangle-disable, unmangle-disable-next-line and unmangle-disable-file are.`
  const named = names.length > 0 ? ` by ${names.join(', ')}` : ''
  return `There is no finding${named} where it holds; it would hide the next one that nobody has seen.`
}

/** The names that silence nothing go. */
function shortened(source: string, { start, end, names, idle }: Suppression): SourceDraft {
  const text = source.slice(start, end)
  const kept = names.filter((name) => !idle.includes(name))
  const words = text.indexOf('unmangle-')
  const from = words + text.slice(words).search(/\s+\S/) + 1
  let to = from
  for (const name of names) to = text.indexOf(name, to) + name.length
  return {
    ...{ start, end, tier: 'safe', announces: [] },
    expected: [text.slice(0, from) + kept.join(' ') + text.slice(to)],
    message: `This comment silences nothing by ${idle.join(', ')}.`,
    why: 'The other rules that it names have findings where it holds; these have none.',
  }
}

function lineEndAfter(source: string, start: number, end: number): number {
  const alone = start === 0 || source[start - 1] === '\n'
  if (!alone) return end
  if (source.startsWith('\r\n', end)) return end + 2
  return source.startsWith('\n', end) ? end + 1 : end
}
