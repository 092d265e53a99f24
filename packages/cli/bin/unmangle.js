#!/usr/bin/env node
import module from 'node:module'

// What was compiled is kept from one start to the next, from Node 22.1 on.
module.enableCompileCache?.()
await import('../dist/cli.js')
