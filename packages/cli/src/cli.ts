import { main } from './main.ts'

const { argv, env, stdin, stdout, stderr } = process

// Not process.exit(): what is still to be written to a pipe would be lost.
const worker = new URL('./worker.js', import.meta.url)
process.exitCode = await main(argv.slice(2), {
  cwd: process.cwd(),
  env,
  stdin,
  stdout,
  stderr,
  signals: process,
  worker,
})
