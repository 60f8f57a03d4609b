/** A source in memory: what a log or a copy is to an index, with marks of its own. */
import { type Found, foldText } from '../../protocol/search';
import type { Change, Place, SearchSource } from '../source';

const ANN = `k${'a'.repeat(22)}`;

export class Book implements SearchSource {
  title = 'book';
  readonly changesMade: Place[] = [];
  readonly messages = new Map<string, Found>();

  name(): string {
    return this.title;
  }
  newest(): number {
    return this.changesMade.length;
  }
  proof(mark: number): string {
    const place = this.changesMade[mark - 1];
    return place ? `${place.room} ${place.seq}` : '';
  }
  proves(mark: number, given: string): boolean {
    return this.proof(mark) === given;
  }
  changes(after: number, limit: number): Change[] {
    const made = this.changesMade.slice(after, after + limit);
    return made.map((place, i) => ({ mark: after + i + 1, place }));
  }
  *changesBack(after: number): Iterable<Change> {
    for (let mark = this.newest(); mark > after; mark -= 1) {
      yield { mark, place: this.changesMade[mark - 1] ?? null };
    }
  }
  message({ room, seq }: Place): Found | null {
    return this.messages.get(`${room} ${seq}`) ?? null;
  }
  reading<T>(work: () => T): T {
    return work();
  }

  write(message: Partial<Found> & Pick<Found, 'seq' | 'text'>): Found {
    const { room = 'lobby', seq } = message;
    const prev = seq - 1;
    const written: Found = {
      ...{ kind: 'posted', by: ANN, name: 'Ann', ts: 1_700_000_000_000 + seq, room, prev },
      ...message,
    };
    this.messages.set(`${room} ${seq}`, written);
    this.changesMade.push({ room, seq });
    return written;
  }

  /** Places of messages with this part in their text, the newest first. */
  holding(word: string): string[] {
    return [...this.messages.values()]
      .filter(({ text, gone }) => !gone && foldText(text).includes(foldText(word)))
      .sort((a, b) => b.ts - a.ts)
      .map(({ room, seq }) => `${room} ${seq}`);
  }
}
