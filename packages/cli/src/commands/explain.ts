import { FAMILIES, type Rule } from 'unmangle-core'
import { rules } from 'unmangle-rules'
import type { CommandContext } from '../command.ts'
import { didYouMean } from '../nearest.ts'
import { ruleText } from '../rule-texts.source.ts'

/** `unmangle explain [RULE…]`: what a rule finds and why machines do that; without a rule, the list of them. */
export async function explain({ argv, output, problems }: CommandContext): Promise<boolean> {
  const options = argv.filter((word) => word.startsWith('-'))
  if (options.length > 0) throw new Error(`explain takes no option, only rules: ${options.join(' ')}`)
  if (argv.length === 0) await output.write(ruleList(rules))
  const parts: string[] = []
  for (const id of argv) {
    const rule = rules.find((each) => each.id === id)
    if (rule) parts.push(explanation(rule))
    else problems.error(`no rule is called ${id}${didYouMean(id, idsOf(rules))} (unmangle explain lists them)`)
  }
  await output.write(parts.join('\n'))
  return false
}

function explanation(rule: Rule): string {
  return `${ruleText(rule.id).trim()}\n\nFamily: ${rule.family}. Off for a repository: \`rules: { ${rule.id}: off }\` in unmangle.config.yaml.\n`
}

/** All rules by family, in the families' order. */
function ruleList(all: readonly Rule[]): string {
  const width = Math.max(...all.map(({ id }) => id.length))
  const groups = FAMILIES.map((family) => ({ family, members: all.filter((rule) => rule.family === family) }))
  return groups
    .filter(({ members }) => members.length > 0)
    .map(({ family, members }) =>
      [family, ...members.map(({ id, description }) => `  ${id.padEnd(width)}  ${description}`), ''].join('\n'),
    )
    .join('\n')
}

function idsOf(all: readonly Rule[]): string[] {
  return all.map(({ id }) => id)
}
