export { detectLanguage } from './detect.ts'
export * from './options.ts'
export { createUnmangler } from './unmangler.ts'
