/** When every other test of the run is over: nothing that was said or kept secret is in any log. */
import { expect, test } from '@playwright/test';
import { evidence, leaksIn, linesOf } from '../support/evidence';

test('no log of this run has a text, a password, a key or a link in it', () => {
  const { logs, heard } = evidence();
  const lines = linesOf(logs);
  const count = (kind: string) => heard.filter((one) => one.kind === kind).length;
  console.log(
    `${logs.length} logs, ${lines.length} different lines; ${count('text')} texts, ${count('secret')} passwords, ${count('link')} links, ${count('key')} parts of keys`,
  );
  // a run that gathered nothing would prove nothing
  expect(lines.some((line) => line.startsWith('started: version'))).toBe(true);
  expect(count('key')).toBeGreaterThan(0);

  // that it would be seen: one of each kind, planted among the true lines
  const long = (value: string) => value.split('\n').some((line) => line.trim().length > 20);
  const planted = heard.filter(({ value }, at) => long(value) && (at % 97 === 0 || at < 50));
  expect(planted.length).toBeGreaterThan(0);
  for (const one of planted)
    expect(
      leaksIn([...lines, `post failed: ${one.value}`], [one]).length,
      one.kind,
    ).toBeGreaterThan(0);

  expect(leaksIn(lines, heard)).toEqual([]);
});
