#!/usr/bin/env node
// Runs the published command of the version that this checkout is: what action.yml and .pre-commit-hooks.yaml start.
// UNMANGLE_COMMAND names another program that is installed already.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('../packages/cli/package.json', import.meta.url), 'utf8'))
const own = process.env.UNMANGLE_COMMAND
const [command, ...start] = own ? [own] : ['npx', '--yes', `unmangle@${version}`]
const { status, error } = spawnSync(command, [...start, ...process.argv.slice(2)], { stdio: 'inherit' })
if (error) console.error(`unmangle: ${command} cannot be started: ${error.message}`)
process.exitCode = status ?? 2
