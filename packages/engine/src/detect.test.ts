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

test.each([
  [
    'af',
    'Die hawe is sedert gistermiddag gesluit omdat die storm twee van die mure beskadig het. Die skepe wag buite totdat die wind gaan lê, en die burgemeester sê dat die werk ’n maand sal duur. Niemand weet nog wat dit sal kos nie, maar hulle hoop dat ons vir die skade betaal word.',
  ],
  [
    'bg',
    'Пристанището е затворено от вчера следобед, защото бурята повреди две от стените. Корабите чакат навън, докато вятърът утихне, и кметът казва, че работата ще отнеме един месец. Никой още не знае колко ще струва това, но хората се надяват, че няма да бъде много.',
  ],
  [
    'mk',
    'Пристаништето е затворено од вчера попладне, бидејќи бурата оштети два од ѕидовите. Бродовите чекаат надвор додека да стивне ветрот, а градоначалникот вели дека работата ќе трае еден месец. Никој сè уште не знае колку ќе чини тоа.',
  ],
  [
    'sr',
    'Лука је затворена од јуче поподне јер је олуја оштетила два зида. Бродови чекају напољу док се ветар не смири, а градоначелник каже да ће радови трајати месец дана. Нико још не зна колико ће то коштати.',
  ],
  [
    'be',
    'Порт зачынены з учарашняга дня, таму што бура пашкодзіла дзве сцяны. Караблі чакаюць звонку, пакуль вецер не сціхне, і мэр кажа, што праца зойме месяц. Ніхто яшчэ не ведае, колькі гэта будзе каштаваць.',
  ],
  [
    'ca',
    'El port és tancat des d’ahir a la tarda, perquè la tempesta va fer malbé dos dels murs. Els vaixells esperen fora fins que el vent s’aturi, i l’alcalde diu que les obres duraran un mes. Ningú no sap encara què costarà, però la gent espera que amb això n’hi hagi prou.',
  ],
  [
    'gl',
    'O porto está pechado desde onte pola tarde, porque a tormenta danou dous dos muros. Os barcos agardan fóra ata que o vento amaine, e o alcalde di que as obras durarán un mes. Ninguén sabe aínda canto vai custar, pero a xente espera que non sexa moito.',
  ],
  [
    'oc',
    'Lo pòrt es barrat dempuèi ièr lo vèspre, perque l’auratge damatgèt doas de las parets. Las naus esperan defòra fins que lo vent s’arrèste, e lo cònsol ditz que las òbras duraràn un mes. Degun sap pas encara quant costarà.',
  ],
  [
    'et',
    'Sadam on eilsest pärastlõunast suletud, sest torm kahjustas kahte müüri. Laevad ootavad väljas, kuni tuul vaibub, ja linnapea ütleb, et tööd kestavad kuu aega. Keegi ei tea veel, mis see maksma läheb, aga inimesed loodavad, et mitte palju.',
  ],
  [
    'da',
    'Havnen har været lukket siden i går eftermiddag, fordi stormen beskadigede to af murene. Skibene venter udenfor, indtil vinden har lagt sig, og borgmesteren siger, at arbejdet vil tage en måned. Ingen ved endnu, hvad det kommer til at koste.',
  ],
  [
    'nb',
    'Havnen har vært stengt siden i går ettermiddag, fordi stormen skadet to av murene. Skipene venter utenfor til vinden har lagt seg, og ordføreren sier at arbeidet vil ta en måned. Ingen vet ennå hva det kommer til å koste.',
  ],
  [
    'sv',
    'Hamnen är stängd sedan i går eftermiddag, eftersom stormen skadade två av murarna. Skeppen väntar utanför tills vinden har lagt sig, och borgmästaren säger att arbetet kommer att ta en månad. Ingen vet ännu vad det ska kosta.',
  ],
  [
    'lb',
    'Den Hafen ass zënter gëschter Nomëtteg zou, well de Stuerm zwou vun de Maueren beschiedegt huet. D’Schëffer waarden dobaussen, bis de Wand sech geluecht huet, an de Buergermeeschter seet, datt d’Aarbecht ee Mount dauert. Keen weess nach, wat dat kascht.',
  ],
  [
    'fy',
    'De haven is sûnt justermiddei ticht, om’t de stoarm twa fan de muorren skansearre hat. De skippen wachtsje bûten oant de wyn lizzen giet, en de boargemaster seit dat it wurk in moanne duorje sil. Nimmen wit noch wat it kostje sil.',
  ],
])('nothing is sure of a neighbour without a pack: %s', (_, text) => {
  expect(sure(text)).toBeUndefined()
})

test.each([
  ['es', 'Guarda la llave nueva en el cajón.'],
  ['es', 'Cierra la puerta y espera fuera.'],
  ['pt', 'Feche a janela e espere lá fora.'],
  ['it', 'Chiudi la finestra e aspetta fuori.'],
  ['fr', 'Fermez la fenêtre et attendez dehors.'],
  ['de', 'Schließen Sie das Fenster und warten Sie draußen.'],
])('the letters within words tell neighbours apart in a short sentence: %s', (tag, text) => {
  expect(sure(text)).toBe(tag)
})
