/** What Node and every browser have in common and this folder uses; nothing more is in sight. */
declare const URL: { canParse(url: string): boolean };
declare class URLSearchParams {
  constructor(text?: string);
  get(name: string): string | null;
  getAll(name: string): string[];
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  toString(): string;
}
