import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { applyEdits, type Edit } from 'unmangle-core'
import type { ReportedFinding } from 'unmangle-engine'
import { examine } from '../check-text.ts'
import { type Decision, parseDecisions } from '../decisions.ts'
import { fingerprintsOf } from '../fingerprint.ts'
import { reasonOf } from '../io.ts'
import { readSource } from '../read.ts'
import type { Rejections } from '../rejections.ts'
import type { Run } from '../run.ts'
import { replaceFile } from '../write.ts'

/**
 * Makes the decisions of a file: what is accepted is written, each text as a whole or not at all, what is rejected is
 * remembered. A decision about damage that is no longer there is an error, and the others are made.
 */
export async function applyDecisions(run: Run, file: string, rejections: Rejections): Promise<void> {
  let decisions: Decision[]
  try {
    decisions = parseDecisions(await readFile(resolve(run.io.cwd, file), 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${reasonOf(error)}`)
  }
  const byPath = new Map<string, Decision[]>()
  for (const decision of decisions) byPath.set(decision.path, [...(byPath.get(decision.path) ?? []), decision])
  let made = 0
  for (const [path, ofFile] of byPath) {
    try {
      made += await applyToFile(run, path, ofFile, rejections)
    } catch (error) {
      run.problems.error(`${path}: ${reasonOf(error)}`)
    }
  }
  await run.output.write(`${made} of ${decisions.length} decisions made.\n`)
}

/** Resolves to how many decisions were made. */
async function applyToFile(
  run: Run,
  path: string,
  decisions: readonly Decision[],
  rejections: Rejections,
): Promise<number> {
  const real = resolve(run.io.cwd, path)
  const source = await readSource(real)
  const found = await findingsIn(run, path, source.text)
  const edits: Edit[] = []
  const rejected: Printed[] = []
  for (const decision of decisions) {
    const at = found.find(({ fingerprint }) => fingerprint === decision.fingerprint)
    const { start, end, text } = at?.finding ?? decision
    if (!at || text !== decision.text)
      run.problems.error(`${path}: ${JSON.stringify(decision.text)} is no longer found there (${decision.rule})`)
    else if (decision.decision === 'reject') rejected.push(at)
    else if (edits.some((edit) => edit.start < end && start < edit.end))
      run.problems.error(`${path}: two decisions are about ${JSON.stringify(text)}; the first is made`)
    else edits.push({ start, end, text: decision.replacement })
  }
  edits.sort((a, b) => a.start - b.start)
  const text = applyEdits(source.text, edits)
  if (edits.length > 0) await replaceFile(real, source.bytes, text)
  // What was written beside it may be part of what a rejected finding is known by.
  const now = edits.length > 0 && rejected.length > 0 ? await findingsIn(run, path, text) : found
  for (const { finding } of rejected) {
    const start = finding.start + grownBefore(edits, finding.start)
    const there = now.find((each) => each.finding.start === start && each.finding.rule === finding.rule)
    if (there) await rejections.add(real, { ...there.finding, fingerprint: there.fingerprint })
  }
  return edits.length + rejected.length
}

/** A finding and what it is known by. */
interface Printed {
  readonly finding: ReportedFinding
  readonly fingerprint: string
}

async function findingsIn(run: Run, path: string, text: string): Promise<Printed[]> {
  const settings = await run.settings.of(resolve(run.io.cwd, path))
  const { findings } = await examine(run, { text, path }, settings, {}, false)
  const prints = fingerprintsOf(text, findings)
  return findings.map((finding, i) => ({ finding, fingerprint: prints[i] ?? '' }))
}

function grownBefore(edits: readonly Edit[], offset: number): number {
  let grown = 0
  for (const { start, end, text } of edits) if (end <= offset) grown += text.length - (end - start)
  return grown
}
