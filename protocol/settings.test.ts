import { expect, test } from 'vitest';
import { settings, settingsPatch } from './settings';

test('a patch carries what it names and nothing else', () => {
  expect(settingsPatch.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(settingsPatch.safeParse({ theme: 'pink' }).success).toBe(false);
});

test('a broken field falls back alone', () => {
  const parsed = settings.parse({ name: '민수', theme: 7, textSize: 115 });
  expect(parsed).toMatchObject({ name: '민수', theme: 'system', textSize: 115, closeToTray: true });
});
