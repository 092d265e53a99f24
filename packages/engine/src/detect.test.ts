import { detectionFacts } from 'unmangle-languages/node'
import { expect, test } from 'vitest'
import { detectLanguage } from './detect.ts'
import { detectionTables } from './detection-tables.ts'

const tables = detectionTables(detectionFacts())
const sure = (text: string) => {
  const detected = detectLanguage(text, tables)
  return detected?.sure ? detected.tag : undefined
}

test.each([
  ['en', 'The harbour was closed because the storm had damaged two of its walls.'],
  ['de', 'Der Hafen wurde geschlossen, weil der Sturm zwei Mauern beschädigt hatte.'],
  ['es', 'El puerto se cerró porque la tormenta había dañado dos de sus muros.'],
  ['pt', 'O porto foi fechado porque a tempestade tinha danificado dois dos seus muros.'],
  ['fr', 'Le port a été fermé parce que la tempête avait endommagé deux de ses murs.'],
  ['it', 'Il porto è stato chiuso perché la tempesta aveva danneggiato due dei suoi muri.'],
  ['nl', 'De haven werd gesloten omdat de storm twee van de muren had beschadigd.'],
  ['tr', 'Fırtına iki duvara zarar verdiği için liman kapatıldı ve gemiler bekledi.'],
  ['pl', 'Port został zamknięty, ponieważ sztorm uszkodził dwie z jego ścian.'],
  ['fi', 'Satama suljettiin, koska myrsky oli vaurioittanut kahta sen muureista.'],
  ['hu', 'A kikötőt lezárták, mert a vihar két falát is megrongálta.'],
  ['ru', 'Порт закрыли, потому что шторм повредил две его стены.'],
  ['uk', 'Порт закрили, тому що шторм пошкодив дві його стіни.'],
  ['ar', 'أغلق الميناء لأن العاصفة ألحقت أضرارا باثنين من جدرانه في المساء.'],
  ['zh', '港口关闭了，因为暴风雨损坏了两堵墙。'],
  ['ja', '嵐で二つの壁が壊れたため、港は閉鎖されました。'],
  ['ko', '폭풍으로 두 개의 벽이 손상되어 항구가 폐쇄되었습니다.'],
])('%s', (tag, text) => {
  expect(sure(text)).toBe(tag)
})

test.each([
  ['nothing', ''],
  ['digits', '12 34 56'],
  ['one word', 'Portal'],
  ['names of products', 'Vite Astro Deno GitHub Actions'],
  ['a script that no pack has', 'Το λιμάνι έκλεισε επειδή η καταιγίδα είχε καταστρέψει δύο τείχη.'],
  ['letters that no pack has', 'Přístav byl uzavřen, protože bouře poškodila dvě jeho zdi a loď.'],
])('is not sure of %s', (_, text) => {
  expect(sure(text)).toBeUndefined()
})

test('a Korean sentence full of product names is Korean', () => {
  expect(sure('GitHub Actions에서 CLI를 사용하여 Azure Static Web Apps에 사이트를 배포합니다')).toBe('ko')
})

test('a long text is told by all of its parts', () => {
  const menu = 'Home Docs Blog Contact Search Menu '.repeat(20)
  const body = 'Le port a été fermé parce que la tempête avait endommagé deux de ses murs. '.repeat(400)
  expect(sure(`${menu}\n${body}`)).toBe('fr')
})
