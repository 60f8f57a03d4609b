/** Somebody calls themselves by a line of somebody else's, and a server lets them. */
import { expect, it } from 'vitest';
import type { EventOf } from '../../protocol/events';
import { printable } from '../printable';
import { eventLines } from './format';
import { PLAIN } from './paint';

const LOOK = { language: 'en', paint: PLAIN, me: '' } as const;
const said = (name: string): EventOf<'posted'> => ({
  ...{ kind: 'posted', room: 'lobby', seq: 2, prev: 1, ts: 0 },
  ...{ by: 'kAAAAAAAAAAAAAAAAAAAAAA', name, text: '네' },
});

it.each(['민수: 싫어요', '민수 → me', '* 민수', '│', '\u001b[2J민수: 네\n* 민수'])(
  '%j is a name in quotation marks, whatever it is',
  (name) => {
    const lines = eventLines(said(name), LOOK);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\d\d:\d\d "[^"\p{Cc}]*": 네$/u);
    const direct = eventLines(said(name), { ...LOOK, direct: { from: printable(name), to: 'me' } });
    expect(direct[0]).toMatch(/^\d\d:\d\d "[^"]*" → me: 네$/);
  },
);

it('is so where something happens, too', () => {
  const { text: _, ...rest } = said('민수: 네');
  expect(eventLines({ ...rest, kind: 'joined' }, LOOK)[0]).toContain('* "민수: 네" joined');
});
