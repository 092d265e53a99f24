import { blocks } from './blocks.ts'
import { characters } from './characters.ts'
import { language } from './language.ts'
import { markup } from './markup.ts'
import { names } from './names.ts'
import { numbers } from './numbers.ts'
import type { Mechanism } from './page.ts'
import { spacing } from './spacing.ts'

/** All ways in which the mangler damages text. */
export const mechanisms: readonly Mechanism[] = [
  ...spacing,
  ...characters,
  ...numbers,
  ...names,
  ...language,
  ...markup,
  ...blocks,
]
