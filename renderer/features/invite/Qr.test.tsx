import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Qr, qrPath } from './Qr';

afterEach(cleanup);

/** Which modules a path paints. */
const painted = (path: string): boolean[][] => {
  const rows: boolean[][] = [];
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    const row = rows[Number(y)] ?? [];
    rows[Number(y)] = row;
    for (let i = 0; i < Number(width); i++) row[Number(x) + i] = true;
  }
  return rows;
};

describe('the QR code', () => {
  it('paints exactly the dark modules', () => {
    const rows = [
      [true, true, false],
      [false, false, false],
      [true, false, true],
    ];
    const paint = painted(qrPath(rows));
    rows.forEach((row, y) => {
      row.forEach((dark, x) => {
        expect(paint[y]?.[x] ?? false).toBe(dark);
      });
    });
  });

  it('is an image with a name, made of elements, dark on white in every theme', () => {
    render(<Qr text="sarangbang://192.168.0.24:7878/" label="QR code" />);
    const [ground, code] = screen.getByRole('img', { name: 'QR code' }).querySelectorAll('path');
    expect(ground?.getAttribute('fill')).toBe('#fff');
    expect(code?.getAttribute('fill')).toBe('#000');
    // The corner of the first finder pattern lies inside the quiet zone of three.
    expect(painted(code?.getAttribute('d') ?? '')[3]?.slice(3, 10)).toEqual(Array(7).fill(true));
  });
});
