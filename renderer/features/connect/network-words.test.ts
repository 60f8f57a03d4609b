import { expect, it } from 'vitest';
import { type NetworkReport, networkCause } from '../../../protocol/lan';
import { en } from '../../i18n/en';
import { ko } from '../../i18n/ko';
import { verdictOf } from './network-words';

const report = (more: Partial<NetworkReport>): NetworkReport => ({
  cause: 'fine',
  addresses: ['192.168.0.2'],
  heard: 1,
  ...more,
});

it('has a sentence and a thing to do for every cause, in both languages', () => {
  for (const cause of networkCause.options)
    for (const firewall of ['here', 'there'] as const)
      for (const target of ['open', 'refused', undefined] as const) {
        const { words } = verdictOf(report({ cause, firewall, ...(target && { target }) }));
        for (const { network } of [en, ko]) {
          expect(network[words]).not.toBe('');
          expect(network[`${words}Do`]).not.toBe('');
        }
      }
});

it('does not call a closed door fine', () => {
  expect(verdictOf(report({ target: 'refused' }))).toEqual({ words: 'refused', tone: 'plain' });
  expect(verdictOf(report({ target: 'open' }))).toEqual({ words: 'answers', tone: 'ok' });
  expect(verdictOf(report({}))).toEqual({ words: 'fine', tone: 'ok' });
});
