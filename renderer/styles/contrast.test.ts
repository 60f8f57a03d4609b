/** The colours of tokens.css against the grounds that they are used on: what its comments promise. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The plain colours that one rule sets. */
const rule = (selector: string): Record<string, string> => {
  const start = css.indexOf(`\n${selector} {`);
  const body = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
};

const light = rule(':root');
const dark = { ...light, ...rule('[data-theme="dark"]') };
const more = rule('[data-contrast="more"]');
const lightMore = rule('[data-theme="light"][data-contrast="more"]');
const darkMore = rule('[data-theme="dark"][data-contrast="more"]');

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
/** WCAG 2.2, 1.4.3: from 1 to 21. */
const ratio = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};

const GROUNDS = ['bg-app', 'bg-pane', 'bg-raised', 'bg-hover'];
const NAMES = Array.from({ length: 12 }, (_, i) => `nm-${i}`);
const TEXTS = ['text', 'text-2', 'text-3', 'accent-text', 'danger', 'unread', 'ok'];
/** Texts that have a ground of their own. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['text', 'bg-selected'],
  ['text', 'mention-bg'],
  ['text-2', 'mention-bg'],
  ['on-accent', 'accent'],
  ['on-danger', 'danger'],
  ['on-unread', 'unread'],
  ['on-lantern', 'lantern'],
  ['lantern-text', 'lantern-soft'],
  ['accent-text', 'accent-soft'],
  ['danger', 'danger-soft'],
];
const pairs = (texts: readonly string[]) => [
  ...texts.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...PAIRS,
];

/** Pairs that keep less than so much, with what they keep. */
const weak = (
  colours: Record<string, string>,
  tried: readonly (readonly [string, string])[],
  least: number,
): string[] =>
  tried
    .map(([text, ground]) => ({
      pair: `${text} on ${ground}`,
      kept: ratio(colours[text] ?? '#000000', colours[ground] ?? '#000000'),
    }))
    .filter(({ kept }) => kept < least)
    .map(({ pair, kept }) => `${pair}: ${kept.toFixed(2)}`);

describe.each([
  ['by day', light, { ...more, ...lightMore }],
  ['by night', dark, { ...more, ...darkMore }],
])('%s', (_, colours, stronger) => {
  test('every text keeps 4.5:1, every outline and the focus 3:1', () => {
    expect(weak(colours, pairs([...TEXTS, ...NAMES]), 4.5)).toEqual([]);
    const lines = ['line-strong', 'focus'].flatMap((line) =>
      GROUNDS.map((ground) => [line, ground] as const),
    );
    expect(weak(colours, lines, 3)).toEqual([]);
  });

  test('with high contrast every text keeps 7:1, every line 3:1', () => {
    const all = { ...colours, ...stronger };
    expect(weak(all, pairs([...TEXTS, ...NAMES]), 7)).toEqual([]);
    const lines = ['line', 'line-strong', 'focus'].flatMap((line) =>
      GROUNDS.map((ground) => [line, ground] as const),
    );
    expect(weak(all, lines, 3)).toEqual([]);
  });
});
