import { expect, test } from 'vitest';
import { meantBy, nameFor, planKnown, planVisit } from './plan';
import type { KnownServer } from './registry';

const KEY = 'k'.repeat(43);
const OTHER = 'o'.repeat(43);
const at = (host: string) => ({ host, port: 7878 });
const entry: KnownServer = {
  id: KEY,
  name: 'n',
  addresses: [at('10.0.0.1')],
  fingerprint: KEY,
  lastSeen: 1,
  hosted: false,
  shown: true,
  offline: false,
  myName: '',
  folder: '0123456789abcdef',
};

test('a known key is a pin that a person may question, never spoken to in clear', () => {
  const plan = planKnown(entry);
  expect(plan).toMatchObject({ known: KEY, plain: 'never' });
  expect(plan.target.fingerprint).toBeUndefined();
});

test('the key of the own room is not up for discussion', () => {
  expect(planKnown({ ...entry, hosted: true }).target.fingerprint).toBe(KEY);
});

test('an invite with a key is never followed without encryption', () => {
  const target = { hosts: [at('h')], fingerprint: OTHER };
  expect(planVisit(target, undefined)).toEqual({ target, known: null, plain: 'never' });
});

test('a typed address asks before it does without encryption', () => {
  expect(planVisit({ hosts: [at('h')] }, undefined).plain).toBe('ask');
});

test('an address means the server known there; a key means its server wherever it is', () => {
  expect(meantBy({ hosts: [at('10.0.0.1')] }, [entry])).toBe(entry);
  expect(meantBy({ hosts: [at('9.9.9.9')], fingerprint: KEY }, [entry])).toBe(entry);
  expect(meantBy({ hosts: [at('10.0.0.1')], fingerprint: OTHER }, [entry])).toBeUndefined();
});

test.each([
  ['', undefined, '민수', '민수'],
  ['민수2', undefined, '민수', '민수2'],
  ['민수2', '민수', '민수', '민수2'],
  ['민수2', '수연', '민수', '수연'],
  ['', '수연', '민수', '수연'],
])('called %j before, typed %j, usually %j: %j', (myName, typed, usual, expected) => {
  expect(nameFor({ myName }, typed, usual)).toBe(expected);
});
