/** Days as date fields have them (`2026-11-21`, this computer's clock) as a range of moments. */
export interface Days {
  from: string;
  to: string;
}

export type Range = { ok: true; from?: number; to?: number } | { ok: false };

/** An empty field is no bound; the last day is in it as a whole. */
export const rangeOf = ({ from, to }: Days): Range => {
  const first = from === '' ? undefined : midnight(from, 0);
  const end = to === '' ? undefined : midnight(to, 1);
  if (first !== undefined && end !== undefined && end <= first) return { ok: false };
  return {
    ok: true,
    ...(first !== undefined && { from: first }),
    ...(end !== undefined && { to: end }),
  };
};

const midnight = (day: string, more: number): number => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + more).getTime();
};
