export * from './errors.ts'
export * from './parse.ts'
export * from './names.ts'
export { compileOverlay } from './overlay.ts'
