import { createHash } from 'node:crypto'
import { lineStarts, positionAt } from 'unmangle-core'
import { escapeHtml, markedText } from './html-text.ts'
import frame from './page/frame.css?raw'
import narrow from './page/narrow.css?raw'
import shell from './page/page.html?raw'
import script from './page/page.js?raw'
import panel from './page/panel.css?raw'
import textStyle from './page/text.css?raw'
import { type FileResult, type Findings, printsOf, type Reporter } from './reporter.ts'

/** More findings than a browser works with at ease are not shown, nor is more text. */
const MOST_FINDINGS = 5_000
const MOST_TEXT = 20_000_000

const style = frame + textStyle + panel + narrow
const [BEFORE = '', AFTER = ''] = shell.split('<!-- documents -->\n')

/**
 * One page that needs nothing else: the documents with what was found marked in them, to be searched and decided. Its
 * export is what `parseDecisions` reads.
 */
export function htmlReport(): Reporter {
  const key = createHash('sha256')
  const totals = { files: 0, shown: 0, findings: 0, left: 0, size: 0 }
  let before = head()
  return {
    file(result) {
      totals.files++
      const findings = result.report?.findings ?? []
      if (findings.length === 0 && result.error === undefined) return ''
      if (totals.size > MOST_TEXT || totals.findings + findings.length > MOST_FINDINGS) {
        totals.left++
        return ''
      }
      const article = articleOf(result, totals.shown, key)
      totals.shown++
      totals.findings += findings.length
      totals.size += article.length
      const text = before + article
      before = ''
      return text
    },
    end: () => before + AFTER + foot(totals, key.digest('hex').slice(0, 16)),
  }
}

function head(): string {
  // Nothing is loaded, nothing is sent, and no text of a document can become a script.
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Unmangle review</title>
<style>${style}</style>
<body data-view="changes">
${BEFORE}`
}

function foot({ files, left }: { files: number; left: number }, key: string): string {
  const read = `${files} ${files === 1 ? 'file' : 'files'} read.`
  const rest = left > 0 ? ` ${left} more with findings: there is no room here; check fewer paths at a time.` : ''
  return `<footer id="facts" data-key="${key}">${read}${rest}</footer>\n<script>${script}</script>\n`
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function articleOf(result: FileResult, index: number, key: ReturnType<typeof createHash>): string {
  const { path, text, report, error } = result
  const problem = error === undefined ? '' : `<p class="problem">${escapeHtml(error)}</p>\n`
  const title = `<header><h2>${escapeHtml(path)}</h2><p class="meta">${report ? escapeHtml(factsOf(report)) : ''}</p></header>\n`
  const language = report && report.lang !== 'und' ? ` lang="${escapeHtml(report.lang)}"` : ''
  const start = `<article class="doc" id="document-${index}" data-path="${escapeHtml(path)}">\n${title}${problem}`
  if (!report) return `${start}<script type="application/json" class="data">[]</script>\n</article>\n`
  const starts = lineStarts(text)
  const prints = printsOf(result)
  const data = report.findings.map((finding, i) => {
    const { rule, family, tier, start, end, expected, message, why, url, applied } = finding
    const fingerprint = prints[i] ?? ''
    key.update(`${path}\n${fingerprint}\n`)
    const place = { start, end, ...positionAt(starts, start) }
    return { fingerprint, rule, family, tier, ...place, text: finding.text, expected, message, why, url, applied }
  })
  const body = report.findings.length > 0 ? `<div${language}>${markedText(text, starts, report.findings)}</div>\n` : ''
  return `${start}${body}<script type="application/json" class="data">${json(data)}</script>\n</article>\n`
}

function factsOf({ lang, from, findings, notes }: Findings): string {
  const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`
  const origin = from[0] ? `from ${from[0].tag}` : ''
  return [count, lang === 'und' ? '' : lang, origin, ...notes].filter((fact) => fact !== '').join(' · ')
}

/** JSON that ends no script element. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
