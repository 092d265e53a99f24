// What page.test.ts asks of the page, in the browser.

globalThis.probes = {
  ownHasFocus: () => document.getElementById('own') === document.activeElement,

  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
  renderedText: () => document.querySelector('.text').innerText.trimEnd(),

  /** The places of what must not lie over each other, and how many elements stick out at the right. */
  layout() {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect().toJSON()
    const all = [...document.querySelectorAll('body *')].filter((each) => each.getClientRects().length > 0)
    const sticking = all.filter((each) => each.getBoundingClientRect().right > innerWidth + 1).length
    return { sticking, mark: box('.f.active'), panel: box('#panel'), top: box('.top') }
  },

  /** Elements whose own text has a contrast under 4.5 (WCAG 2.2, 1.4.3). */
  weakContrast() {
    const rgb = (color) => (color.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (color) => {
      const [r, g, b] = rgb(color).map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const ground = (element) => {
      for (let each = element; each; each = each.parentElement) {
        const { backgroundColor } = getComputedStyle(each)
        if (rgb(backgroundColor)[3] !== 0) return backgroundColor
      }
      return 'rgb(255, 255, 255)'
    }
    const found = []
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
      const seen = element.getClientRects().length > 0 && !element.matches('script, option, :disabled')
      if (!own || !seen) continue
      const [light, dark] = [getComputedStyle(element).color, ground(element)].map(luminance).sort((a, b) => b - a)
      if ((light + 0.05) / (dark + 0.05) < 4.5) found.push(`${element.className} ${element.textContent}`)
    }
    return found
  },

  /** Controls without a name for those who cannot see. */
  nameless: () =>
    [...document.querySelectorAll('button, select, input, textarea')]
      .filter((each) => !(each.ariaLabel || each.textContent.trim() || each.closest('label')?.textContent.trim()))
      .map((each) => each.outerHTML),
}
