// The script of the page that `--format html` writes: filters, keys, decisions. It reads what the page holds and asks
// nothing of a network.

/**
 * A finding on the page.
 * @typedef {object} Finding
 * @property {number} index Its place among all findings.
 * @property {HTMLElement} mark Where it stands in the text.
 * @property {HTMLElement} article Its document.
 * @property {string} path
 * @property {string} fingerprint
 * @property {string} rule
 * @property {string} family
 * @property {string} tier
 * @property {number} start
 * @property {number} end
 * @property {number} line
 * @property {number} column
 * @property {string} text
 * @property {string[]} expected
 * @property {string} message
 * @property {string} why
 * @property {string} url
 * @property {boolean} applied
 * @property {string} haystack What the search looks in.
 * @property {boolean} shown
 * @property {{ decision: 'accept' | 'edit' | 'reject', replacement: string | null } | undefined} decided
 */

const $ = (/** @type {string} */ id) => document.getElementById(id)

/** @type {Finding[]} */
const findings = []
const articles = [...document.querySelectorAll('.doc')].map((article) => {
  const own = JSON.parse(article.querySelector('.data').textContent)
  const marks = new Map([...article.querySelectorAll('.f')].map((mark) => [mark.dataset.i, mark]))
  const path = article.dataset.path
  const first = findings.length
  for (const [i, data] of own.entries()) {
    const index = first + i
    const haystack = [path, data.text, ...data.expected, data.message, data.why, data.rule].join('\n').toLowerCase()
    findings.push({
      ...data,
      index,
      path,
      article,
      mark: marks.get(String(i)),
      haystack,
      shown: true,
      decided: undefined,
    })
  }
  return { article, path, own: findings.slice(first) }
})
const byMark = new Map(findings.map((finding) => [finding.mark, finding]))
const decidable = findings.filter((finding) => !finding.applied)
let active

// Decisions

const store = `unmangle:${$('facts').dataset.key}`

function keep() {
  const kept = Object.fromEntries(
    decidable.flatMap((each) => (each.decided ? [[`${each.path}\n${each.fingerprint}`, each.decided]] : [])),
  )
  try {
    localStorage.setItem(store, JSON.stringify(kept))
  } catch {
    // No storage here (a private window): decisions last as long as the page.
  }
}

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(store) ?? '{}')
    for (const finding of decidable) finding.decided = kept[`${finding.path}\n${finding.fingerprint}`]
  } catch {
    // As in `keep`.
  }
}

function paint(finding) {
  const { mark, decided } = finding
  mark.classList.toggle('accept', decided !== undefined && decided.decision !== 'reject')
  mark.classList.toggle('reject', decided?.decision === 'reject')
  const right = mark.querySelector('ins')
  if (right) right.textContent = decided?.replacement ?? finding.expected[0] ?? ''
}

function decide(finding, decided) {
  finding.decided = decided
  paint(finding)
  keep()
  refresh()
}

function accept(finding, answer) {
  if (finding.applied) return
  if (answer >= finding.expected.length) {
    if (answer === 0) $('own').focus()
    return
  }
  decide(finding, { decision: 'accept', replacement: finding.expected[answer] })
  goOn('Accepted.')
}

function acceptOwn(finding) {
  const replacement = $('own').value
  if (finding.applied || replacement === finding.text) return
  const decision = finding.expected.includes(replacement) ? 'accept' : 'edit'
  decide(finding, { decision, replacement })
  $('own').blur()
  goOn('Your words taken.')
}

function reject(finding) {
  if (finding.applied) return
  decide(finding, { decision: 'reject', replacement: null })
  goOn('Rejected.')
}

/** To the next finding that is open, from the active one on and round. */
function goOn(said) {
  const shown = findings.filter((each) => each.shown && !each.applied)
  const open = shown.filter((each) => !each.decided)
  const next = open.find((each) => each.index > active.index) ?? open[0]
  if (next) select(next)
  else showDetail()
  $('live').textContent = next ? said : `${said} All that is shown is decided.`
}

function exportDecisions() {
  const list = decidable
    .filter((each) => each.decided)
    .map(({ path, fingerprint, rule, start, end, text, decided }) => {
      return { path, fingerprint, rule, start, end, text, ...decided }
    })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(list, null, 2)}\n`], { type: 'application/json' }))
  link.download = 'unmangle-decisions.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  $('live').textContent = `${list.length} decisions exported.`
}

// The finding

function select(finding, scroll = true) {
  active?.mark.classList.remove('active')
  active = finding
  finding.mark.classList.add('active')
  if (scroll) finding.mark.scrollIntoView({ block: 'center' })
  finding.mark.focus({ preventScroll: true })
  showDetail()
}

function move(by) {
  const shown = findings.filter((each) => each.shown)
  if (shown.length === 0) return
  const at = shown.indexOf(active)
  if (at >= 0) return select(shown[(at + by + shown.length) % shown.length])
  const place = active?.index ?? -1
  const next = shown.find((each) => each.index > place)
  select(by > 0 ? (next ?? shown[0]) : (shown.findLast((each) => each.index < place) ?? shown.at(-1)))
}

function showDetail() {
  $('hint').hidden = active !== undefined
  $('detail').hidden = active === undefined
  if (!active) return
  const { tier, family, message, why, text, rule, url, line, column, applied, expected, decided } = active
  $('d-tier').textContent = tier
  $('d-tier').className = `tier ${tier}`
  $('d-family').textContent = family
  $('d-place').textContent = `${line}:${column}`
  $('d-message').textContent = message
  $('d-why').textContent = why
  $('d-text').textContent = text
  $('d-rule').textContent = rule
  $('d-rule').href = /^https?:/.test(url) ? url : ''
  $('d-answers').replaceChildren(...expected.map((answer, i) => answerItem(answer, i)))
  $('own').value = decided?.decision === 'edit' ? decided.replacement : ''
  $('own').placeholder = expected[0] ?? text
  $('d-own').classList.toggle('chosen', decided?.decision === 'edit')
  $('d-own').hidden = applied
  $('actions').hidden = applied
  $('undo').hidden = decided === undefined
}

function answerItem(answer, i) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.disabled = active.applied
  const chosen = active.decided?.decision === 'accept' && active.decided.replacement === answer
  button.setAttribute('aria-pressed', String(chosen))
  const label = document.createElement('span')
  if (answer === '') label.append(Object.assign(document.createElement('i'), { textContent: 'delete it' }))
  else label.append(...changed(active.text, answer))
  button.append(label)
  if (i < 9) button.append(Object.assign(document.createElement('kbd'), { textContent: String(i + 1) }))
  button.addEventListener('click', () => accept(active, i))
  item.append(button)
  return item
}

/** An answer with what it changes set off: all between the start and the end that both have, in whole characters. */
function changed(text, answer) {
  const before = [...text]
  const after = [...answer]
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const middle = document.createElement('b')
  middle.textContent = after.slice(start, after.length - end).join('')
  return [after.slice(0, start).join(''), middle, after.slice(after.length - end).join('')]
}

// Filters

function filter() {
  const tiers = new Set([...document.querySelectorAll('[name=tier]:checked')].map((box) => box.value))
  const words = $('search').value.toLowerCase().trim()
  const [family, rule, state] = ['family', 'rule', 'state'].map((id) => $(id).value)
  for (const each of findings) {
    const decision = each.decided?.decision === 'edit' ? 'accept' : (each.decided?.decision ?? 'open')
    each.shown =
      tiers.has(each.tier) &&
      (family === '' || each.family === family) &&
      (rule === '' || each.rule === rule) &&
      (state === '' || (!each.applied && decision === state)) &&
      (words === '' || each.haystack.includes(words))
    each.mark.classList.toggle('off', !each.shown)
    each.mark.tabIndex = each.shown ? 0 : -1
  }
  for (const { article, own } of articles) {
    article.hidden = own.length > 0 && !own.some((each) => each.shown)
  }
  refresh()
}

/** What counts and lists say, after something was decided or left out. */
function refresh() {
  const shown = findings.filter((each) => each.shown)
  const decided = decidable.filter((each) => each.decided).length
  $('counts').textContent = `${decided} of ${decidable.length} decided`
  $('meter').max = Math.max(1, decidable.length)
  $('meter').value = decided
  $('export').disabled = decided === 0
  $('shown').textContent = shown.length === findings.length ? '' : `${shown.length} of ${findings.length} shown`
  $('all').disabled = acceptable().length === 0
  $('empty').hidden = shown.length > 0
  $('empty').textContent = findings.length === 0 ? 'Nothing was found.' : 'No finding passes these filters.'
  for (const { article, own, counter, item } of files) {
    const open = own.filter((each) => !each.applied && !each.decided).length
    counter.textContent = own.length === 0 ? '!' : open === 0 ? '✓' : String(open)
    item.hidden = article.hidden
  }
}

function acceptable() {
  return decidable.filter((each) => each.shown && !each.decided && each.expected.length > 0)
}

function acceptAll() {
  const all = acceptable()
  if (!confirm(`Accept the first answer of ${all.length} findings?`)) return
  for (const finding of all) {
    finding.decided = { decision: 'accept', replacement: finding.expected[0] }
    paint(finding)
  }
  keep()
  refresh()
  showDetail()
}

function fill(id, values) {
  const counts = new Map()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const [value, count] of [...counts].sort()) $(id).append(new Option(`${value} (${count})`, value))
}

// Set up

const files = articles.map(({ article, path, own }) => {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = `#${article.id}`
  const name = Object.assign(document.createElement('span'), { textContent: path })
  const counter = Object.assign(document.createElement('span'), { className: 'left' })
  link.append(name, counter)
  item.append(link)
  $('file-list').append(item)
  return { article, own, counter, item }
})
document.body.classList.toggle('single', articles.length < 2)
fill(
  'family',
  findings.map((each) => each.family),
)
fill(
  'rule',
  findings.map((each) => each.rule),
)
recall()
for (const finding of decidable) paint(finding)
filter()

for (const id of ['search', 'family', 'rule', 'state']) $(id).addEventListener('input', filter)
for (const box of document.querySelectorAll('[name=tier]')) box.addEventListener('change', filter)
for (const choice of document.querySelectorAll('[name=view]'))
  choice.addEventListener('change', () => {
    document.body.dataset.view = choice.value
  })
$('toggle').addEventListener('click', () => {
  const open = $('filters').classList.toggle('open')
  $('toggle').setAttribute('aria-expanded', String(open))
})
$('documents').addEventListener('click', (event) => {
  const finding = byMark.get(event.target.closest('.f'))
  if (finding?.shown) select(finding, matchMedia('(max-width: 56rem)').matches)
})
$('documents').addEventListener('focusin', (event) => {
  const finding = byMark.get(event.target)
  if (finding?.shown && finding !== active) select(finding, false)
})
$('previous').addEventListener('click', () => move(-1))
$('next').addEventListener('click', () => move(1))
$('accept').addEventListener('click', () => ($('own').value === '' ? accept(active, 0) : acceptOwn(active)))
$('reject').addEventListener('click', () => reject(active))
$('undo').addEventListener('click', () => undo())
$('export').addEventListener('click', exportDecisions)
$('all').addEventListener('click', acceptAll)
$('help-button').addEventListener('click', () => $('help').showModal())
$('own').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    acceptOwn(active)
  } else if (event.key === 'Escape') active.mark.focus()
})

function undo() {
  decide(active, undefined)
  showDetail()
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  '/': () => $('search').focus(),
  '?': () => $('help').showModal(),
  a: () => active && accept(active, 0),
  r: () => active && reject(active),
  u: () => active?.decided && undo(),
  e: () => active && !active.applied && $('own').focus(),
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('textarea, select, dialog, [type=search]')
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (typing) {
    if (event.key === 'Escape') event.target.blur()
    return
  }
  const number = Number(event.key)
  const act = KEYS[event.key] ?? (number >= 1 && number <= 9 && active ? () => accept(active, number - 1) : undefined)
  if (!act) return
  event.preventDefault()
  act()
})
