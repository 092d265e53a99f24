export * from './errors.ts'
export * from './names.ts'
export { compileOverlay } from './overlay.ts'
export * from './parse.ts'
