type ByLanguage<T> = Readonly<Record<string, T>>

/** Function words that machines say twice. None that good text doubles. */
export const DOUBLED: ByLanguage<readonly string[]> = {
  en: ['the', 'a', 'of', 'and', 'to', 'for', 'with', 'from', 'at'],
  es: ['el', 'los', 'las', 'del', 'con', 'para', 'por', 'en', 'y'],
  fr: ['les', 'des', 'du', 'et', 'avec', 'pour', 'dans', 'sur'],
  de: ['und', 'mit', 'für', 'von', 'bei', 'nach', 'den'],
  it: ['il', 'gli', 'del', 'della', 'con', 'per', 'e'],
  pt: ['o', 'os', 'do', 'da', 'com', 'para', 'e'],
  nl: ['het', 'een', 'van', 'en', 'met', 'voor'],
  ru: ['и', 'в', 'на', 'с', 'для', 'по'],
}

/** Joined words and the two that a machine makes of them. */
export const CONTRACTIONS: ByLanguage<readonly (readonly [string, string])[]> = {
  es: [
    ['del', 'de el'],
    ['al', 'a el'],
  ],
  fr: [
    ['du', 'de le'],
    ['au', 'à le'],
    ['aux', 'à les'],
  ],
  it: [
    ['del', 'di il'],
    ['nel', 'in il'],
    ['dal', 'da il'],
  ],
  pt: [
    ['do', 'de o'],
    ['no', 'em o'],
    ['pelo', 'por o'],
  ],
}

/** Acronyms that another language gives the same body. */
export const ACRONYMS: ByLanguage<readonly (readonly [string, string])[]> = {
  en: [
    ['UN', 'ONU'],
    ['NATO', 'OTAN'],
    ['EU', 'UE'],
    ['WHO', 'OMS'],
    ['IMF', 'FMI'],
    ['GDP', 'PIB'],
    ['VAT', 'IVA'],
    ['AI', 'IA'],
  ],
  es: [
    ['ONU', 'UN'],
    ['OTAN', 'NATO'],
    ['UE', 'EU'],
    ['FMI', 'IMF'],
    ['PIB', 'GDP'],
  ],
  fr: [
    ['ONU', 'UN'],
    ['OTAN', 'NATO'],
    ['UE', 'EU'],
    ['FMI', 'IMF'],
    ['PIB', 'GDP'],
  ],
}

/** Months as other languages have them. */
export const MONTHS: ByLanguage<readonly (readonly [string, readonly string[]])[]> = {
  en: [
    ['January', ['enero', 'janvier', 'Januar']],
    ['February', ['febrero', 'février', 'Februar']],
    ['March', ['marzo', 'mars', 'März']],
    ['April', ['abril', 'avril']],
    ['May', ['mayo', 'mai', 'maggio']],
    ['June', ['junio', 'juin', 'Juni']],
    ['July', ['julio', 'juillet', 'Juli']],
    ['August', ['agosto', 'août']],
    ['September', ['septiembre', 'septembre']],
    ['October', ['octubre', 'octobre', 'Oktober']],
    ['November', ['noviembre', 'novembre']],
    ['December', ['diciembre', 'décembre', 'Dezember']],
  ],
}

/** What surnames mean elsewhere, and become in English when they are taken for the word. */
export const SURNAME_WORDS: Readonly<Record<string, string>> = {
  Barrot: 'Bar',
  Bayrou: 'Bailiff',
  Boric: 'Boric acid',
  Castillo: 'Castle',
  Castro: 'Camp',
  Conte: 'Count',
  Costa: 'Coast',
  Diaz: 'Days',
  Duque: 'Duke',
  Fico: 'Cool',
  Guerra: 'War',
  Iglesias: 'Churches',
  Lacalle: 'The Street',
  Leclerc: 'The Clerk',
  Maduro: 'Mature',
  Meloni: 'Melons',
  Merz: 'March',
  Milei: 'Miles',
  Noboa: 'No Boa',
  Parolin: 'Little Words',
  Paz: 'Peace',
  Petro: 'Oil',
  Radev: 'Glad',
  Rubio: 'Blonde',
  Rutte: 'Route',
  Salvini: 'Saved',
  Schröder: 'Tailor',
  Trudeau: 'Water hole',
  Weber: 'Weaver',
  Weidel: 'Meadow',
}

/** Phrases of the target language, and what comes of translating the other language's phrase word for word. */
export const CALQUES: ByLanguage<readonly (readonly [string, string])[]> = {
  en: [
    ['take into account', 'have in account'],
    ['takes place', 'has place'],
    ['took place', 'had place'],
    ['in fact', 'of fact'],
    ['at the moment', 'in this moment'],
    ['as far as', 'until where'],
    ['make sure', 'assure yourself'],
    ['ask a question', 'make a question'],
    ['last year', 'the past year'],
    ['at least', 'to the less'],
    ['on the other hand', 'for the other part'],
    ['for example', 'by example'],
    ['depends on', 'depends of'],
    ['consists of', 'consists in'],
    ['right away', 'in the act'],
    ['most of', 'the majority part of'],
    ['as well', 'as so'],
    ['of course', 'of clear'],
    ['once again', 'one other time'],
    ['in advance', 'with anticipation'],
  ],
  es: [
    ['por supuesto', 'de curso'],
    ['tiene sentido', 'hace sentido'],
    ['de nuevo', 'atrás'],
    ['por ejemplo', 'para ejemplo'],
    ['a tiempo', 'en tiempo'],
    ['al final', 'en el fin'],
    ['sin embargo', 'como siempre'],
    ['darse cuenta', 'realizar'],
    ['dar un paseo', 'tomar un paseo'],
    ['al menos', 'a lo menos'],
  ],
  de: [
    ['zum Beispiel', 'für Beispiel'],
    ['im Jahr', 'in Jahr'],
    ['am Ende', 'an dem Ende des Tages'],
    ['Sinn ergibt', 'Sinn macht'],
    ['auf jeden Fall', 'in jedem Fall immer'],
    ['nicht wahr', 'ist es nicht'],
  ],
  fr: [
    ['par exemple', 'pour exemple'],
    ['en fait', 'dans le fait'],
    ['tout de suite', 'droit maintenant'],
    ['au moins', 'à moindre'],
    ['avoir lieu', 'prendre place'],
    ['a lieu', 'prend place'],
  ],
}

/** What the keys of front matter become. */
export const FRONT_MATTER_KEYS: Readonly<Record<string, readonly string[]>> = {
  title: ['título', 'titre', 'Titel', 'заголовок', '标题'],
  description: ['descripción', 'Beschreibung', 'описание', '描述'],
  date: ['fecha', 'datum', 'дата', '日期'],
  author: ['autor', 'auteur', 'автор', '作者'],
  tags: ['etiquetas', 'étiquettes', 'теги', '标签'],
  category: ['categoría', 'catégorie', 'Kategorie', 'категория'],
  summary: ['resumen', 'résumé', 'Zusammenfassung'],
  draft: ['borrador', 'brouillon', 'Entwurf', 'черновик'],
}

/** What models say beside the translation that they were asked for: in the target language, or in English. */
export const TALK: ByLanguage<readonly string[]> = {
  en: [
    'Here is the translation of the text you provided:',
    'Sure! Here’s the translated version:',
    'Certainly, I have translated the section below while keeping the formatting.',
    'Translation note: I left product names untouched.',
    'Let me know if you would like me to adjust the tone.',
    '(Continued in the next message)',
    'I translated this part literally because the source was ambiguous.',
  ],
  es: [
    'Aquí tienes la traducción:',
    '¡Claro! Esta es la versión en español:',
    'Nota del traductor: he conservado los enlaces.',
    'Here is the translation:',
  ],
  fr: [
    'Voici la traduction du texte :',
    'Bien sûr ! Voici la version française :',
    'Note : j’ai conservé les noms propres.',
    'Here is the translation:',
  ],
  de: [
    'Hier ist die Übersetzung:',
    'Gerne! Hier ist die deutsche Fassung:',
    'Hinweis: Die Codebeispiele wurden nicht übersetzt.',
    'Here is the translation:',
  ],
  it: ['Ecco la traduzione:', 'Certo! Ecco la versione italiana:', 'Nota: ho mantenuto la formattazione originale.'],
  ru: ['Вот перевод текста:', 'Конечно! Вот русская версия:', 'Примечание: названия продуктов не переводились.'],
  zh: ['以下是翻译：', '好的，这是译文：', '注：代码部分未翻译。'],
  ja: ['以下が翻訳です。', 'はい、翻訳結果は次のとおりです。', '注：コードは翻訳していません。'],
}

/** Lines of the page around the text that was to be translated. */
export const BOILERPLATE: ByLanguage<readonly string[]> = {
  en: [
    'Read also: The bridge that nobody crosses',
    'Share on Facebook',
    'Subscribe to our newsletter',
    'Related articles',
    'Follow us on Telegram',
    'Advertisement',
  ],
  es: ['Lea también: El puente que nadie cruza', 'Compartir en Facebook', 'Suscríbete a nuestro boletín', 'Publicidad'],
  fr: [
    'Lire aussi : Le pont que personne ne traverse',
    'Partager sur Facebook',
    'Abonnez-vous à notre newsletter',
    'Publicité',
  ],
  de: ['Lesen Sie auch: Die Brücke, über die niemand geht', 'Auf Facebook teilen', 'Newsletter abonnieren', 'Anzeige'],
}

/** Paragraphs that were not translated. */
export const SOURCE_PARAGRAPHS: ByLanguage<string> = {
  en: 'The workshop stays closed until the end of the month, and parcels that arrive before then will be kept at the gate.',
  es: 'El taller permanece cerrado hasta el final del mes, y los paquetes que lleguen antes se guardarán en la entrada.',
  fr: 'L’atelier reste fermé jusqu’à la fin du mois, et les colis qui arrivent avant cette date seront gardés à l’entrée.',
  de: 'Die Werkstatt bleibt bis zum Ende des Monats geschlossen, und Pakete, die vorher ankommen, werden am Tor aufbewahrt.',
  ru: 'Мастерская закрыта до конца месяца, и посылки, которые придут раньше, будут храниться у ворот.',
  zh: '工坊将关闭到月底，在此之前送到的包裹会存放在门口。',
}
