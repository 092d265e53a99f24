import type { LanguageFacts } from 'unmangle-core'

/** The form in which a language writes an amount instead of a given one, `€ {number}`; none where it has that one too. */
export function usualForm({ moneyForms }: LanguageFacts, written: string, sign: string): string | undefined {
  const forms = moneyForms.map((form) => form.replace('¤', sign))
  return forms.some((form) => form.replace(/\s/gu, ' ') === written) ? undefined : forms[0]
}

/** A form that has a space before its sign, with the one that the text has there already. */
export function spaced(form: string, text: string, sign: string): string {
  if (!/\}\s/u.test(form)) return form
  const gap = [...text.matchAll(/\d([ \u00A0\u202F]?)([%\p{Sc}])/gu)].find(([, , found]) => found === sign)?.[1]
  return gap === undefined ? form : `{number}${gap}${sign}`
}
