import type { Reporter, RunFacts } from './reporter.ts'
import { stylishReport } from './stylish.ts'

type MakeReporter = (facts: RunFacts) => Reporter

/** Each but the usual one is loaded when it is asked for. */
const REPORTERS = {
  stylish: async () => stylishReport,
  json: async () => (await import('./json.ts')).jsonReport,
  sarif: async () => (await import('./sarif.ts')).sarifReport,
  github: async () => (await import('./github.ts')).githubReport,
  gitlab: async () => (await import('./gitlab.ts')).gitlabReport,
  junit: async () => (await import('./junit.ts')).junitReport,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyleReport,
  rdjson: async () => (await import('./rdjson.ts')).rdjsonReport,
  html: async () => (await import('./html.ts')).htmlReport,
  markdown: async () => (await import('./markdown.ts')).markdownReport,
} as const satisfies Record<string, () => Promise<MakeReporter>>

export type FormatName = keyof typeof REPORTERS

export const FORMAT_NAMES: readonly string[] = Object.keys(REPORTERS)

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(REPORTERS, name)
}

export async function createReporter(name: FormatName, facts: RunFacts): Promise<Reporter> {
  return (await REPORTERS[name]())(facts)
}
