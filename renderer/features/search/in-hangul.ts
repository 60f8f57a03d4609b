/**
 * What somebody meant who typed Hangul while the keyboard was in English (`dkssud` is 안녕); null
 * when it makes no whole syllables. Filters and what is not Latin stay as they are.
 */
export const inHangul = (text: string, convert: (latin: string) => string): string | null => {
  let changed = false;
  const words = text.split(/(\s+)/).map((word) => {
    if (!/^[a-z]{2,}$/i.test(word)) return word;
    const hangul = convert(word);
    if (!/^[가-힣]+$/.test(hangul)) return word;
    changed = true;
    return hangul;
  });
  return changed ? words.join('') : null;
};
