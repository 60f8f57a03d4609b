import { createHash } from 'node:crypto';
import type { Announcement } from '../../protocol/lan';
import type { Facts } from '../datagram';

/** A fingerprint for a word. */
export const keyOf = (word: string): string =>
  createHash('sha256').update(word).digest('base64url');

export const facts = (more: Partial<Facts> = {}): Facts => ({
  name: '3학년 2반',
  host: '민수네 컴퓨터',
  port: 7878,
  people: 5,
  lock: false,
  key: keyOf('민수'),
  version: '0.1.0',
  protocol: [1, 1],
  ...more,
});

export const announcementOf = (more: Partial<Announcement> = {}): Announcement => ({
  app: 'sarangbang',
  v: 1,
  kind: 'here',
  ...facts(),
  ...more,
});
