/** What reads glossary files: apart, so that its parsers are loaded where a glossary is named and nowhere else. */
export { describeError, parseGlossary } from 'unmangle-glossary'
