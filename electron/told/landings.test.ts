import { expect, test, vi } from 'vitest';
import { createLandings } from './landings';

test('a landing waits until there is a page that hears', () => {
  const show = vi.fn();
  const tell = vi.fn();
  const landings = createLandings(show, tell);
  const place = { server: 's', room: 'lobby', seq: 4 };
  landings.go(place);
  expect(show).toHaveBeenCalledOnce();
  expect(tell).not.toHaveBeenCalled();
  expect(landings.take()).toEqual(place);
  expect(landings.take()).toBeUndefined();
  landings.go(place);
  expect(tell).toHaveBeenCalledWith(place);
  landings.loading();
  landings.go({ ...place, seq: 5 });
  expect(tell).toHaveBeenCalledOnce();
  expect(landings.take()).toEqual({ ...place, seq: 5 });
});
