/**
 * Look-alikes across scripts, folded onto one Latin letter each. Each row: the letter, then what
 * looks like it in Cyrillic, Greek, Armenian, Cherokee, Latin extensions, digits and signs.
 * NFKC has already folded full-width, mathematical and circled forms.
 */
const ROWS: readonly string[] = [
  'a аɑαａᴀᎪꭺ',
  'b ЬьᏏƅʙвᏴꮟ',
  'c сϲᴄⅽᏟꮯ',
  'd ԁɗᏧⅾᎠꭰժ',
  'e еҽɛεᴇᎬꭼєəɘ℮ё',
  'f ϝꞙſƒք',
  'g ɡցԍɢᏀꮐ',
  'h һհᏂнʜᎻꮋ',
  'i іɩιıᎥꭵӏlⅼ1|!ǀІ¡ɪɫłⵏ',
  'j јϳʝյᎫꭻ',
  'k кκқᴋᏦꮶĸ',
  'm мmᴍᎷꮇⅿ',
  'n пոռηᴨɴ',
  'o оοσօ0ᴏჿ๐໐००০੦૦௦ഠօØøọо〇ⵔ',
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
  'z ᴢᏃꮓʐ2ƨ',
  '3 зӡʒȝɜэ',
  '6 б',
  '8 Ȣȣ',
  '- ‐‑‒–—―−ー一ㅡᅳ',
  '. ·•‧∙⋅。．',
  "' ’‘ʼ`´ʹ",
];

const TABLE = new Map<string, string>();
for (const row of ROWS) {
  const [letter, others] = row.split(' ') as [string, string];
  for (const other of others) {
    for (const form of [other, other.toLowerCase(), ...other.normalize('NFKD')]) {
      if (form !== letter && !TABLE.has(form)) TABLE.set(form, letter);
    }
  }
}

/** The letter that one character is taken for; itself when there is none. */
export const confusable = (character: string): string => TABLE.get(character) ?? character;
