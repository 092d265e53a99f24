import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDecisions } from '../../packages/cli/src/decisions.ts'
import { run, temporaryFolder } from '../cli-harness.ts'
import probes from './page-probes.js?raw'

interface Box {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

interface Layout {
  readonly sticking: number
  readonly mark: Box
  readonly panel: Box
  readonly top: Box
}

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'
const there = existsSync(BROWSER)
if (!there) console.warn(`Skipped: no browser at ${BROWSER} (set CHROMIUM); the page of --format html is not tried.`)

const first = 'The teh <b>first</b> & wrod end.\n\nThen hmm DROP it.\n'
const second = '日本 teh 👍 "wrod"\n'

describe.skipIf(!there)('the page of --format html', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
  })

  async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a b.md'), first)
    writeFileSync(join(cwd, 'c.md'), second)
    writeFileSync(join(cwd, 'clean.md'), 'clean\n')
    await run(['--format', 'html=page.html'], { cwd })
    const page = await (await browser.newContext(options)).newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => problems.push(message.text()))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') && !request.url().startsWith('blob:')) problems.push(request.url())
    })
    await page.goto(String(pathToFileURL(join(cwd, 'page.html'))))
    return { page, problems }
  }

  const probe = <T>(page: Page, name: string): Promise<T> => page.evaluate<T>(`${probes}\nprobes.${name}()`)
  const shown = (page: Page) => page.locator('.f:not(.off) del').allTextContents()
  const activeText = (page: Page) => page.locator('#d-text').textContent()
  const press = async (page: Page, keys: string) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  async function exported(page: Page) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export')])
    expect(download.suggestedFilename()).toBe('unmangle-decisions.json')
    return parseDecisions(readFileSync(await download.path(), 'utf8'))
  }

  it('shows both documents as they are, and asks nothing of a network', async () => {
    const { page, problems } = await open()
    expect(await page.locator('.doc h2').allTextContents()).toEqual(['a b.md', 'c.md'])
    expect(await page.locator('#file-list .left').allTextContents()).toEqual(['4', '2'])
    expect(await page.locator('.doc b').count()).toBe(0)
    await page.locator('[name=view][value=before]').check({ force: true })
    expect(await probe(page, 'renderedText')).toBe(first.trimEnd())
    await page.locator('[name=view][value=after]').check({ force: true })
    expect(await probe(page, 'renderedText')).toBe('The the <b>first</b> & word end.\n\nThen hmm  it.')
    expect(problems).toEqual([])
  })

  it('moves by keys, decides, and exports what the command reads', async () => {
    const { page, problems } = await open()
    await press(page, 'j')
    expect(await activeText(page)).toBe('teh')
    await press(page, 'jk')
    expect(await activeText(page)).toBe('teh')
    await press(page, 'a2')
    expect(await activeText(page)).toBe('hmm')
    await press(page, 'a')
    expect(await probe(page, 'ownHasFocus')).toBe(true)
    await page.keyboard.type('well, "<i>"')
    await page.keyboard.press('Enter')
    expect(await activeText(page)).toBe('DROP')
    await press(page, 'ar')
    expect(await page.locator('#counts').textContent()).toBe('5 of 6 decided')
    await press(page, 'kuar')
    const place = { path: 'a b.md', fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) }
    expect(await exported(page)).toEqual([
      { ...place, rule: 'fake-teh', start: 4, end: 7, text: 'teh', decision: 'accept', replacement: 'the' },
      { ...place, rule: 'fake-wrod', start: 23, end: 27, text: 'wrod', decision: 'accept', replacement: 'ward' },
      { ...place, rule: 'fake-hmm', start: 39, end: 42, text: 'hmm', decision: 'edit', replacement: 'well, "<i>"' },
      { ...place, rule: 'fake-drop', start: 43, end: 47, text: 'DROP', decision: 'accept', replacement: '' },
      {
        ...place,
        path: 'c.md',
        rule: 'fake-teh',
        start: 3,
        end: 6,
        text: 'teh',
        decision: 'accept',
        replacement: 'the',
      },
      {
        ...place,
        path: 'c.md',
        rule: 'fake-wrod',
        start: 11,
        end: 15,
        text: 'wrod',
        decision: 'reject',
        replacement: null,
      },
    ])
    expect(problems).toEqual([])
  })

  it('keeps decisions over a reload, and takes them back', async () => {
    const { page } = await open()
    await press(page, 'ja')
    await page.reload()
    expect(await page.locator('#counts').textContent()).toBe('1 of 6 decided')
    await page.locator('.f').first().click()
    await press(page, 'u')
    expect(await page.locator('#counts').textContent()).toBe('0 of 6 decided')
    expect(await page.locator('#export').isDisabled()).toBe(true)
  })

  it('filters by tier, family, rule, decision and words; keys keep to what is shown', async () => {
    const { page } = await open()
    await page.locator('[name=tier][value=safe]').uncheck({ force: true })
    expect(await shown(page)).toEqual(['wrod', 'hmm', 'wrod'])
    await page.selectOption('#rule', 'fake-hmm')
    expect(await shown(page)).toEqual(['hmm'])
    expect(await page.locator('.doc:visible').count()).toBe(1)
    await page.selectOption('#rule', '')
    await page.selectOption('#family', 'residue')
    await page.fill('#search', 'C.MD')
    expect(await shown(page)).toEqual(['wrod'])
    await page.fill('#search', '')
    await page.locator('#search').press('Escape')
    await press(page, 'jr')
    await page.selectOption('#state', 'reject')
    expect(await shown(page)).toEqual(['wrod'])
    await page.selectOption('#state', 'open')
    expect(await shown(page)).toEqual(['hmm', 'wrod'])
    await page.fill('#search', 'nothing like it')
    expect(await page.locator('#empty').textContent()).toBe('No finding passes these filters.')
  })

  it('accepts all that is shown, when that is confirmed', async () => {
    const { page } = await open()
    await page.locator('[name=tier][value=suggest]').uncheck({ force: true })
    page.on('dialog', (dialog) => dialog.accept())
    await page.click('#all')
    expect((await exported(page)).map(({ text }) => text)).toEqual(['teh', 'DROP', 'teh'])
  })

  it('shows its keys, and takes no key for a command while somebody types', async () => {
    const { page } = await open()
    await press(page, '?')
    expect(await page.locator('#help').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await press(page, '/jar')
    expect(await page.inputValue('#search')).toBe('jar')
    expect(await page.locator('#counts').textContent()).toBe('0 of 6 decided')
  })

  it.each([
    ['a desk', { viewport: { width: 1280, height: 800 } }],
    ['a phone', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }],
    ['a phone in the dark', { viewport: { width: 360, height: 640 }, isMobile: true, colorScheme: 'dark' as const }],
  ])('fits %s: nothing sticks out, the chosen place and its buttons are to be seen', async (_, options) => {
    const { page } = await open({ ...options, reducedMotion: 'reduce' })
    await press(page, 'jjjj')
    const { sticking, mark, panel, top } = await probe<Layout>(page, 'layout')
    expect(sticking).toBe(0)
    expect(mark.top).toBeGreaterThanOrEqual(top.bottom)
    const beside = mark.right <= panel.left || mark.bottom <= panel.top
    expect(beside).toBe(true)
    expect(await page.locator('#accept').isVisible()).toBe(true)
  })

  it.each(['light', 'dark'] as const)('has enough contrast in the %s', async (colorScheme) => {
    const { page } = await open({ colorScheme })
    await press(page, 'j')
    const weak = await probe(page, 'weakContrast')
    expect(weak).toEqual([])
  })

  it('has names, landmarks and focus for those who cannot see or point', async () => {
    const { page } = await open()
    for (const role of ['banner', 'main', 'navigation', 'search', 'complementary'] as const)
      expect(await page.getByRole(role).count()).toBe(1)
    const nameless = await probe(page, 'nameless')
    expect(nameless).toEqual([])
    await page.locator('.f').first().focus()
    expect(await page.locator('#detail').isVisible()).toBe(true)
    await press(page, 'a')
    expect(await page.locator('#live').textContent()).toBe('Accepted.')
  })
})
