/** What reads phrase tables: apart, so that its parser is loaded where a table is named and nowhere else. */
export { parseTable } from 'unmangle-languages'
