import { type Name, pick } from './page.ts'
import { seeded } from './seeded.ts'

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  en: [
    '{person} arrived in the capital on Tuesday and spoke to reporters at the port.',
    'President Xi wrote the letter himself, and Xi Jinping’s envoy met Kim Jong Un on Monday.',
    'The text stands in [the report](https://example.org/reports/2031) of the ministry.',
    'According to {person}, the works will cost 609 billion dollars and last until 2031.',
    'Nobody asked {family} about the 12,400 homes, and {family} did not mention them.',
    'The {organization} wants a vote before 14 June, and the opposition agrees.',
    'Growth reached 3.5% in the second quarter, more than the IMF had expected.',
    'In 1994, the 21st plan of the UN was still a draft, {person} recalled.',
    'The meeting takes place on 3 May, and of course {family} will be there.',
    'The GDP fell by 0.8% last year, for example, while prices rose by 7.25%.',
    'The line connects 1,340 villages, and most of them depend on it.',
    'When {person} left, a so-called expert of the {organization} took the floor.',
  ],
  es: [
    '{person} llegó el martes a la capital y habló con la prensa en el puerto.',
    'Según {person}, las obras costarán 609.000 millones de dólares.',
    'Nadie preguntó a {family} por las 12.400 viviendas del plan de la ONU.',
    'El crecimiento llegó al 3,5 % en el segundo trimestre, más de lo que esperaba el FMI.',
    '¿Quién va a pagar las obras del puerto, si nadie quiere la línea?',
    'Por ejemplo, la línea del norte une 1.340 pueblos, y sin embargo nadie la usa.',
  ],
  fr: [
    '{person} est arrivé mardi dans la capitale et a parlé à la presse au port.',
    'Selon {person}, les travaux du port coûteront 609 milliards de dollars.',
    'Personne n’a interrogé {family} sur le plan de l’ONU ni sur les logements du nord.',
    'La croissance a atteint 3,5 % au deuxième trimestre, et le FMI en attendait moins.',
    'Par exemple, la ligne du nord relie des villages au port, et elle a lieu d’être.',
  ],
  de: [
    '{person} kam am Dienstag in die Hauptstadt und sprach am Hafen mit der Presse.',
    'Laut {person} werden die Arbeiten 609 Milliarden Dollar kosten.',
    'Niemand fragte {family} nach den 12.400 Wohnungen, und das war zum Beispiel ein Fehler.',
    'Das Wachstum erreichte 3,5 Prozent, und der Bau der Linie dauert bis 2031.',
  ],
}

/** A clean page in the manner of the news, made of names: the corpora have few. Empty for other languages. */
export function carrier(lang: string, names: readonly Name[], seed: number): string {
  const by = { random: seeded(seed) }
  const sentences = SENTENCES[lang]
  if (!sentences) return ''
  const people = names.filter(({ kind, family, given }) => kind === 'person' && family && given)
  const organizations = names.filter(({ kind }) => kind === 'organization')
  const paragraphs = Array.from({ length: 5 }, () => {
    const person = pick(by, people)
    // Nobody says a sentence twice in a paragraph.
    const left = [...sentences]
    return [0, 1, 2]
      .map(() => left.splice(Math.floor(by.random() * left.length), 1).join(''))
      .join(' ')
      .replaceAll('{person}', () => person?.full ?? '')
      .replaceAll('{family}', () => person?.family ?? '')
      .replaceAll('{organization}', () => pick(by, organizations)?.full ?? '')
  })
  return `${paragraphs.join('\n\n')}\n`
}
