export { detectLanguage } from './detect.ts'
export * from './message.ts'
export * from './options.ts'
export { createUnmangler } from './unmangler.ts'
