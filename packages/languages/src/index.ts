export { openPack, packBytes } from './bytes.ts'
export { compilePack } from './compile.ts'
export { factsFrom, type PartialFacts, plainFacts } from './facts.ts'
export { parseTable, type SourceFile } from './parse.ts'
