import type { Tier } from 'unmangle-core'
import { rules } from 'unmangle-rules'
import { ruleText } from '../rule-texts.source.ts'
import { HOME, VERSION } from '../version.ts'
import { JsonList } from './json-list.ts'
import { type RemainingFinding, remainingFindings, summaryOf } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const LEVELS: Readonly<Record<Tier, string>> = { safe: 'error', suggest: 'warning', report: 'note' }

/**
 * SARIF 2.1.0, which code scanning of GitHub and others read. Results come first and the rules that they name last, so
 * that a long report is written as it goes.
 * Fields: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ dry }: RunFacts): Reporter {
  const list = new JsonList(
    `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[`,
  )
  const seen = new Map<string, { readonly index: number; readonly finding: RemainingFinding }>()
  const notifications: unknown[] = []
  const indexOf = (finding: RemainingFinding): number => {
    const known = seen.get(finding.rule)
    if (known) return known.index
    seen.set(finding.rule, { index: seen.size, finding })
    return seen.size - 1
  }
  return {
    file(result) {
      if (result.error !== undefined) notifications.push(notification(result.path, result.error))
      const marked = result.text.startsWith('\ufeff')
      return list.add(
        remainingFindings(result, dry).map((finding) => resultOf(result, finding, indexOf(finding), marked)),
      )
    },
    end() {
      const invocation = {
        executionSuccessful: notifications.length === 0,
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      }
      const driver = {
        name: 'unmangle',
        informationUri: HOME,
        version: VERSION,
        semanticVersion: VERSION,
        rules: [...seen.values()].map(({ finding }) => descriptor(finding)),
      }
      return list.end(`],"tool":${JSON.stringify({ driver })},"invocations":${JSON.stringify([invocation])}}]}`)
    },
  }
}

function resultOf({ path }: FileResult, finding: RemainingFinding, ruleIndex: number, marked: boolean): unknown {
  const { rule, family, tier, expected, text, why, fingerprint } = finding
  const artifactLocation = artifact(path)
  const region = regionOf(finding, marked)
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[tier],
    message: { text: why === '' ? summaryOf(finding) : `${summaryOf(finding)}\n${why}` },
    locations: [{ physicalLocation: { artifactLocation, region: { ...region, snippet: { text } } } }],
    partialFingerprints: { 'unmangle/v1': fingerprint },
    ...(expected.length > 0 && {
      fixes: expected.map((answer) => ({
        description: { text: answer === '' ? 'Delete it.' : `Replace it by “${answer}”.` },
        artifactChanges: [
          { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: answer } }] },
        ],
      })),
    }),
    properties: { family, tier },
  }
}

/** A byte-order mark is no part of the first line in SARIF. */
function regionOf({ from, to }: RemainingFinding, marked: boolean) {
  const shift = (line: number) => (marked && line === 1 ? 1 : 0)
  return {
    startLine: from.line,
    startColumn: Math.max(1, from.column - shift(from.line)),
    endLine: to.line,
    endColumn: Math.max(1, to.column - shift(to.line)),
  }
}

function artifact(path: string) {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}

function descriptor({ rule, family, url }: RemainingFinding): unknown {
  const known = rules.find(({ id }) => id === rule)
  const description = known?.description ?? rule
  return {
    id: rule,
    shortDescription: { text: description },
    // Rules of a project's own are described nowhere.
    ...(url !== '' && { helpUri: encodeURI(url) }),
    help: { text: `${description}\n${url}`.trimEnd(), markdown: known ? ruleText(rule) : description },
    properties: { tags: [family] },
  }
}

function notification(path: string, error: string): unknown {
  const locations = [{ physicalLocation: { artifactLocation: artifact(path) } }]
  return { level: 'error', message: { text: error }, locations }
}
