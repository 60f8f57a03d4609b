/** One connection of the load, whatever it speaks. */
export interface Member {
  send(text: string): void;
  close(): void;
}

/** What the load counts. `onDone` is called when a message of this member is through. */
export interface Counters {
  deliveries: number;
}
export type Connect = (
  port: number,
  index: number,
  counters: Counters,
  onDone: () => void,
) => Promise<Member>;

/** 100 bytes, as in docs/decisions: a short chat line. */
export const TEXT = '안녕하세요, '.padEnd(88, 'x');
