import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { applyEdits, type Edit } from 'unmangle-core'
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
  const { findings } = await examine(run, { text: source.text, path }, await run.settings.of(real), {}, false)
  const prints = fingerprintsOf(source.text, findings)
  const edits: Edit[] = []
  let made = 0
  for (const decision of decisions) {
    const finding = findings[prints.indexOf(decision.fingerprint)]
    if (finding?.text !== decision.text) {
      run.problems.error(`${path}: ${JSON.stringify(decision.text)} is no longer found there (${decision.rule})`)
    } else if (decision.decision === 'reject') {
      await rejections.add(real, decision)
      made++
    } else if (edits.some((edit) => edit.start < finding.end && finding.start < edit.end)) {
      run.problems.error(`${path}: two decisions are about ${JSON.stringify(decision.text)}; the first is made`)
    } else {
      edits.push({ start: finding.start, end: finding.end, text: decision.replacement })
      made++
    }
  }
  edits.sort((a, b) => a.start - b.start)
  if (edits.length > 0) await replaceFile(real, source.bytes, applyEdits(source.text, edits))
  return made
}
