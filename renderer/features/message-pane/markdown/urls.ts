/** Schemes that may leave the app; the main process checks again (docs/SECURITY.md). */
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The address as it will be opened, or '' for one that must not be a link. */
export const safeUrl = (raw: string): string => {
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return '';
  }
  return SCHEMES.has(url.protocol) ? url.href : '';
};

const SCRIPTS = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  /** Read together every day, and not mistaken for each other. */
  eastAsian: /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  other:
    /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}\p{Script=Inherited}]/u,
};

/** Host names that mix alphabets can pass for others ("раypal.com"). */
export const mixesScripts = (host: string): boolean => {
  const found = Object.entries(SCRIPTS).flatMap(([name, script]) =>
    script.test(host) ? [name] : [],
  );
  // Hangul and Han are not mistaken for Latin: 한국.com says what it is.
  return found.length > 1 && found.some((name) => name !== 'latin' && name !== 'eastAsian');
};

const hostIn = (text: string): string | null => {
  const found = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/?#@:]+\.[^\s/?#@:]+)/iu.exec(text);
  return found?.[1] ?? null;
};

/** Addresses in Markdown arrive percent-encoded. */
const decoded = (text: string): string => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

/**
 * The true host of a link, in ASCII, when its text could make one believe in another: when the
 * text reads like a different address, or when the host mixes alphabets. Otherwise null.
 */
export const hostToShow = (href: string, raw: string, text: string): string | null => {
  const { hostname, protocol } = new URL(href);
  if (protocol === 'mailto:') return null;
  const written = hostIn(decoded(raw)) ?? hostname;
  if (mixesScripts(written)) return hostname;
  const claimed = hostIn(text);
  if (claimed === null) return null;
  try {
    const claimedHost = new URL(`https://${claimed}`).hostname;
    return claimedHost === hostname ? null : hostname;
  } catch {
    return hostname;
  }
};

/** Particles that Korean writes onto an address without a space: "example.com을 보세요". */
const PARTICLES =
  /(?<=[A-Za-z0-9/])(?:으로|에서|에게|이에요|예요|입니다|이랑|부터|까지|처럼|은|는|이|가|을|를|에|로|와|과|도|만|의|요)$/u;

/** Splits a bare address from the particle that follows it. */
export const splitParticle = (text: string): readonly [address: string, particle: string] => {
  const found = PARTICLES.exec(text);
  return found ? [text.slice(0, found.index), found[0]] : [text, ''];
};
