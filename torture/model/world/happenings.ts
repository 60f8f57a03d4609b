/** What can happen to the world, and how often. */
import { fc } from '../../../protocol/testing/property';
import { CLIENTS, type Portions } from './seat';

export type Happening =
  | { do: 'post'; who: number; room: number; refused: boolean }
  | { do: 'change'; who: number; room: number; back: number; how: Change }
  | { do: 'leave' | 'join' | 'take-back' | 'kill-client' | 'client-disk-fails'; who: number }
  | { do: 'say'; room: number }
  | { do: 'flow'; who: number; up: number; down: number }
  /** `client` and `server`: only that side is told. */
  | { do: 'cut'; who: number; told: 'both' | 'client' | 'server' }
  | { do: 'late'; line: number; bytes: number }
  | { do: 'wait'; ms: number }
  | { do: 'kill-server' | 'stop-server' | 'start-server' }
  | { do: 'slow-disk' | 'disk-fails' | 'disk-recovers' }
  | { do: 'lose' | 'double'; events: number };
type Change = 'edit' | 'delete' | 'react' | 'unreact';

export interface History {
  portions: Portions;
  steps: Happening[];
}

const who = fc.nat({ max: CLIENTS - 1 });
const room = fc.nat({ max: 1 });
const bytes = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 900 }), fc.constant(1_000_000));
const all = fc.constant(1_000_000);
const few = fc.integer({ min: 1, max: 3 });
const refused = fc.nat({ max: 9 }).map((n) => n === 9);
const back = fc.nat({ max: 3 });
const how = fc.constantFrom<Change>('edit', 'edit', 'delete', 'react', 'react', 'unreact');

const of = <F extends object>(
  weight: number,
  verb: Happening['do'],
  fields: { [K in keyof F]: fc.Arbitrary<F[K]> },
) => ({ weight, arbitrary: fc.record(fields).map((rest) => ({ do: verb, ...rest }) as Happening) });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  of(7, 'post', { who, room, refused }),
  of(3, 'change', { who, room, back, how }),
  of(1, 'leave', { who }),
  of(1, 'join', { who }),
  of(3, 'say', { room }),
  of(5, 'flow', { who, up: bytes, down: bytes }),
  of(8, 'flow', { who, up: all, down: all }),
  of(3, 'cut', { who, told: fc.constantFrom('both', 'client', 'server') }),
  of(2, 'late', { line: fc.nat({ max: 39 }), bytes }),
  of(4, 'wait', { ms: fc.constantFrom(5, 50, 400, 1_500, 16_000, 31_000) }),
  of(1, 'kill-server', {}),
  of(1, 'stop-server', {}),
  of(3, 'start-server', {}),
  of(1, 'slow-disk', {}),
  of(1, 'disk-fails', {}),
  of(2, 'disk-recovers', {}),
  of(1, 'kill-client', { who }),
  of(1, 'client-disk-fails', { who }),
  of(1, 'take-back', { who }),
  of(2, 'lose', { events: few }),
  of(1, 'double', { events: few }),
);

export const histories: fc.Arbitrary<History> = fc.record({
  portions: fc.record({
    credit: fc.constantFrom(1, 3, 256),
    page: fc.constantFrom(1, 2, 5, 200),
    onDisk: fc.nat({ max: 9 }).map((n) => n === 9),
  }),
  steps: fc.array(happening, { minLength: 5, maxLength: 60, size: 'max' }),
});
