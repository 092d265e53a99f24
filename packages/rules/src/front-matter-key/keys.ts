/** The keys that tools read, and what they become when they are translated, in whatever language. */
const TRANSLATIONS: Readonly<Record<string, string>> = {
  title:
    'título titulo titre titel titolo başlık baslik заголовок название tytuł otsikko العنوان عنوان 标题 標題 タイトル 題名 제목',
  description:
    'descripción descripcion beschreibung descrizione descrição descricao описание açıklama aciklama omschrijving beschrijving opis الوصف وصف 描述 说明 説明 설명',
  date: 'fecha datum data дата tarih التاريخ تاريخ 日期 日付 날짜',
  author: 'autor auteur autore автор yazar الكاتب المؤلف كاتب 作者 著者 저자 작성자',
  authors: 'autores auteurs autoren autori авторы yazarlar',
  tags: 'etiquetas étiquettes etiquettes schlagwörter schlagworte stichwörter etichette marcadores теги метки etiketler etiketten الوسوم 标签 標籤 タグ 태그',
  categories:
    'categorías categorias catégories kategorien categorie категории kategoriler categorieën التصنيفات 分类 分類 カテゴリー カテゴリ 카테고리',
  category: 'categoría categoria catégorie kategorie категория kategori التصنيف 类别',
  draft: 'borrador brouillon entwurf bozza rascunho черновик taslak مسودة 草稿 下書き 초안',
  layout: 'diseño mise_en_page макет düzen 布局 レイアウト 레이아웃',
  slug: 'слаг 别名 スラッグ 슬러그',
  image: 'imagen bild immagine imagem изображение картинка görsel resim afbeelding الصورة صورة 图片 圖片 画像 이미지',
  weight: 'peso poids gewicht вес ağırlık 权重 重み 가중치',
  icon: 'icono icône icone иконка значок simge 图标 アイコン 아이콘',
  summary: 'resumen résumé zusammenfassung riassunto sommario resumo сводка özet 摘要 概要 요약',
  keywords: 'mots-clés schlüsselwörter palabras_clave parole_chiave palavras-chave 关键词 キーワード 키워드',
}

/** By the translated key, in small letters. */
export const KEY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(TRANSLATIONS).flatMap(([key, words]) => words.split(' ').map((word) => [word, key] as const)),
)

/** Keys that tools read. */
export const WELL_KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(TRANSLATIONS),
  ...['sidebar', 'sidebar_label', 'sidebar_position', 'permalink', 'id', 'lang', 'locale', 'hero', 'template', 'type'],
  ...['published', 'updated', 'lastmod', 'cover', 'series', 'toc', 'url', 'aliases', 'pubDate', 'hidden', 'version'],
])

/** Translations that are words of other meaning elsewhere, and what their values look like. */
export const AMBIGUOUS: ReadonlyMap<string, RegExp> = new Map([
  ['data', /^\s*["']?\d{4}-\d\d/],
  ['peso', /^\s*-?\d+\s*$/],
  ['gewicht', /^\s*-?\d+\s*$/],
])

/** Keys that a site may name as it likes, in its own language. */
export const OWN_NAMES: ReadonlySet<string> = new Set(['tags', 'categories', 'category', 'author', 'authors'])
