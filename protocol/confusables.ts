/**
 * Look-alikes across scripts, folded onto one Latin letter each. Each row: the letter, then what
 * looks like it in Cyrillic, Greek, Armenian, Cherokee, Latin extensions, digits and signs.
 * NFKC has already folded full-width, mathematical and circled forms.
 */
const ROWS: readonly string[] = [
  'a аɑαａᴀᎪꭺ',
  'b βЬьᏏƅʙвᏴꮟ',
  'c сϲᴄⅽᏟꮯ',
  'd ԁɗᏧⅾᎠꭰժ',
  'e еҽɛεᴇᎬꭼєəɘ℮ё',
  'f ϝꞙƒք',
  'g ɡցԍɢᏀꮐ',
  'h һհᏂнʜᎻꮋ',
  'i іɩιıᎥꭵӏlⅼ1|!ǀІ¡ɪɫłⵏ',
  'j јϳʝյᎫꭻ',
  'k кκқᴋᏦꮶĸ',
  'm мmᴍᎷꮇⅿ',
  'n пոռηᴨɴ',
  'o оοσςօ0ᴏჿ๐໐००০੦૦௦ഠօØøọо〇ⵔ',
  'p рρᴘᏢꮲþϱ',
  'q ԛգզ',
  'r гᴦʀᎡꭱᏒ',
  's ѕꜱᏚꮪʂ5ƽ',
  't тτᴛᎢꭲ†',
  'u υսᴜцʋμ',
  'v ѵνᴠⅴᏙꮩ',
  'w ѡԝωաᴡᎳꮃшщ',
  'x хχ×ⅹ',
  'y уγүʏ¥ყ',
  'z ζᴢᏃꮓʐ2ƨ',
  '3 зӡʒȝɜэ',
  '6 б',
  '8 Ȣȣ',
  '- ‐‑‒–—―−ー一',
  '. ·•‧∙⋅。．',
  "' ’‘ʼ`´ʹ",
  '口 ロ囗',
  '力 カ',
  '二 ニ',
  '工 エ',
  '夕 タ',
  '卜 ト',
  '八 ハ',
];

/**
 * Capitals that look like another Latin letter than their small form does: Η like H, but η like n.
 * They are folded before the case is, so ΗΛΙΟΣ and ηλιος count as two names; the price of
 * nobody posing as HOST in Greek capitals.
 */
const CAPITALS: ReadonlyMap<string, string> = new Map([
  ['Η', 'h'],
  ['Ν', 'n'],
  ['Υ', 'y'],
  ['Μ', 'm'],
]);

/**
 * Case folded and taken apart. Upper, then lower folds ß with ss and both small sigmas; lower first,
 * as the capital ẞ is its own upper case. Which sigma it is depends on what stands before it.
 */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ς', 'σ');

const TABLE = new Map<string, string>();
for (const row of ROWS) {
  const [letter, others] = row.split(' ') as [string, string];
  for (const other of others) {
    const folded = fold(other);
    // a sign that folds into plain ASCII says nothing about that ASCII letter itself
    const form = folded.length === other.length && !/^[ -~]+$/.test(folded) ? folded : other;
    if (form !== letter) TABLE.set(form, letter);
  }
}

/** The text in one case, without composed forms, each look-alike as the letter it is taken for. */
export function foldLookAlikes(text: string): string {
  let capitals = '';
  for (const character of text.normalize('NFKC')) {
    capitals += CAPITALS.get(character) ?? character;
  }
  let folded = '';
  for (const character of fold(capitals)) folded += TABLE.get(character) ?? character;
  // two letters that stand so close that they look like one
  return folded.replace(/rn/g, 'm').replace(/vv/g, 'w');
}
