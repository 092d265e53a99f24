export function writeGlossaryData(glossary: typeof import('unmangle-glossary'), path?: string): void
