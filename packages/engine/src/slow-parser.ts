/** The parser for where the fast one cannot be loaded: apart, so that nothing of it is loaded where it can. */
export { parseMarkdown } from 'unmangle-readers'
