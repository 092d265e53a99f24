export { rules } from './registry.generated.ts'
