import type { Reporter, RunFacts } from './reporter.ts'

type MakeReporter = (facts: RunFacts) => Reporter

/** Each is loaded when it is asked for. */
const REPORTERS = {
  stylish: async () => (await import('./report-stylish.ts')).stylishReport,
  json: async () => (await import('./report-json.ts')).jsonReport,
  sarif: async () => (await import('./report-sarif.ts')).sarifReport,
  github: async () => (await import('./report-github.ts')).githubReport,
  gitlab: async () => (await import('./report-gitlab.ts')).gitlabReport,
  junit: async () => (await import('./report-junit.ts')).junitReport,
  checkstyle: async () => (await import('./report-checkstyle.ts')).checkstyleReport,
  rdjson: async () => (await import('./report-rdjson.ts')).rdjsonReport,
  html: async () => (await import('./report-html.ts')).htmlReport,
  markdown: async () => (await import('./report-markdown.ts')).markdownReport,
} as const satisfies Record<string, () => Promise<MakeReporter>>

export type FormatName = keyof typeof REPORTERS

export const FORMAT_NAMES: readonly string[] = Object.keys(REPORTERS)

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(REPORTERS, name)
}

export async function createReporter(name: FormatName, facts: RunFacts): Promise<Reporter> {
  return (await REPORTERS[name]())(facts)
}
