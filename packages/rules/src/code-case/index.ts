import type { Document, OutlineNode, SourceDraft, SourceRule } from 'unmangle-core'
import { type Line, linesOf } from '../code-spans.ts'
import { fenceOf } from '../fences.ts'

/** Keywords that open a line of code, and what follows them there, by the languages that a fence names. */
interface Keywords {
  readonly languages: RegExp
  readonly opening: RegExp
}

const NAME = '[\\p{L}_$][\\p{L}\\p{N}_$]*'
const CALL = '(?:[\\p{L}_][\\p{L}\\p{N}_]*\\.)*[\\p{L}_][\\p{L}\\p{N}_]*\\(.*\\)'

function opening(...words: readonly string[]): RegExp {
  return new RegExp(`^\\s*(?:\\$ )?(${words.join('|')})`, 'u')
}

/** Prose in comments and strings of several lines opens sentences with the same words: only what no sentence goes on with counts. */
const KEYWORDS: readonly Keywords[] = [
  {
    languages: /^(?:[cm]?[jt]sx?|javascript|typescript)$/i,
    opening: opening(
      `Import(?= ?[{*'"]| (?:type )?${NAME}(?:, ?\\{.*)? from ['"])`,
      `(?:Const|Var|Let)(?= (?:${NAME}|\\{.*\\}|\\[.*\\])(?:: .+)? = .)`,
      `Export(?= (?:const ${NAME} =|default (?:async |function|class|\\{)|(?:async )?function |\\{|\\* from ))`,
      `Await(?= ${NAME}[.(])`,
      `Async(?= function )`,
      `Return(?= ?.*;$)`,
      `Function(?= ${NAME}\\(.*\\{$)`,
      `(?:If|For|While)(?= \\(.*\\) \\{$)`,
    ),
  },
  {
    languages: /^(?:py|python3?)$/i,
    opening: opening(
      `Import(?= [\\p{Ll}_.]+(?: as ${NAME})?$)`,
      `From(?= [\\p{L}\\p{N}_.]+ import [\\p{L}_*(])`,
      `Def(?= ${NAME}\\(.*:$)`,
      `(?:Return|Await)(?= ${CALL}$)`,
      `If(?= (?:not )?(?:${CALL}|${NAME}\\.${NAME}|${NAME} (?:==|!=|<=?|>=?) .+):$)`,
      `For(?= ${NAME} in ${CALL}:$)`,
      `With(?= ${CALL}(?: as ${NAME})?:$)`,
      `Print(?=\\()`,
    ),
  },
  {
    languages: /^(?:bash|sh|shell|zsh)$/i,
    opening: opening(
      'N(?:pm|PM)(?= (?:(?:ci|init|publish|start|test)$|(?:create|i|install|run) [\\w@.:/-]+$))',
      'Git(?= (?:add [.-]|checkout -|clone (?:git@|https?:)|commit -|init$|pull origin|push (?:-|origin)))',
      'Pip3?(?= install [\\w.-]+$)',
      'Cd(?= [\\w./~-]+$)',
      'Curl(?= -)',
    ),
  },
]
/** Longer lines are data. */
const LONGEST = 400

export const rule: SourceRule = {
  kind: 'source',
  id: 'code-case',
  family: 'identifier',
  description: 'A keyword or command at the start of a line of code with a capital',
  check(document) {
    if (document.format === 'text') return []
    return document.reading.outline.flatMap((node) => (node.kind === 'code' ? codeAt(document, node) : []))
  },
}

function codeAt({ source }: Document, { start, end }: OutlineNode): SourceDraft[] {
  const lines = linesOf(source.slice(start, end))
  const info = fenceOf(lines[0])?.info.split(/[\s{:,]/, 1)[0] ?? ''
  const keywords = KEYWORDS.find(({ languages }) => languages.test(info))
  return keywords ? lines.slice(1).flatMap((line) => keywordAt(line, start, keywords)) : []
}

function keywordAt({ text, start }: Line, offset: number, { opening }: Keywords): SourceDraft[] {
  const match = text.length > LONGEST ? null : opening.exec(text)
  const word = match?.[1]
  if (!match || word === undefined) return []
  const from = offset + start + match[0].length - word.length
  return [
    {
      start: from,
      end: from + word.length,
      expected: [word.toLowerCase()],
      tier: 'safe',
      message: 'Code is written in small letters here: with a capital it does not run.',
      why: 'To a machine a line of code is a sentence, and a sentence begins with a capital.',
      announces: [],
    },
  ]
}
