import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from 'unmangle-rules'
import { describe, expect, test } from 'vitest'
import { run, temporaryFolder } from './cli-harness.ts'

describe('a command word', () => {
  test('is a command where it comes first, and a folder as ./word', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'explain'))
    writeFileSync(join(cwd, 'explain/a.md'), 'teh\n')
    expect((await run(['explain', 'calque'], { cwd })).out).toMatch(/^# calque\n/)
    expect((await run(['./explain'], { cwd })).status).toBe(1)
    expect((await run(['--fail-on', 'none', 'explain'], { cwd })).out).toContain('explain/a.md')
  })
})

describe('unmangle explain', () => {
  test('prints what is known of each rule', async () => {
    for (const { id } of rules) {
      const { status, out } = await run(['explain', id], { cwd: temporaryFolder() })
      expect(status).toBe(0)
      expect(out).toMatch(new RegExp(`^# ${id}\\n[^]{100}`))
    }
  })

  test('lists the rules by family', async () => {
    const { status, out } = await run(['explain'], { cwd: temporaryFolder() })
    expect(status).toBe(0)
    expect(
      out
        .match(/^ {2}\S+/gm)
        ?.map((line) => line.trim())
        .sort(),
    ).toEqual(rules.map(({ id }) => id).sort())
    expect(out).toMatch(/^calque\n {2}calque +A phrase/m)
  })

  test('suggests the rule that was meant, and explains the others', async () => {
    const { status, out, err } = await run(['explain', 'calqe', 'doubled-word'], { cwd: temporaryFolder() })
    expect(status).toBe(2)
    expect(err).toContain('no rule is called calqe; did you mean calque?')
    expect(out).toMatch(/^# doubled-word\n/)
  })
})
