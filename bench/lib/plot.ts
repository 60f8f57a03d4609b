/** A plot as SVG, readable on white and on black: no fonts, no scripts, one file. */
import type { Plot } from './report';

const [WIDTH, HEIGHT] = [760, 420];
const [LEFT, RIGHT, TOP, BOTTOM] = [84, 24, 48, 64];
const COLOURS = [
  '#0f766e',
  '#b45309',
  '#4f46e5',
  '#be123c',
  '#4d7c0f',
  '#7e22ce',
  '#0369a1',
  '#71717a',
];
const TICKS = 5;

const safe = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const short = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (size >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
};

interface Axis {
  at(value: number): number;
  readonly ticks: readonly number[];
}

function axis(values: readonly number[], log: boolean, from: number, to: number): Axis {
  const usable = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const low = log ? Math.min(...usable) : Math.min(0, ...usable);
  const high = Math.max(...usable, low + (log ? low : 1e-9));
  if (log) {
    const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const span = Math.max(1, last - first);
    return {
      at: (value) =>
        from + ((Math.log10(Math.max(value, 10 ** first)) - first) / span) * (to - from),
      ticks: Array.from({ length: span + 1 }, (_, i) => 10 ** (first + i)),
    };
  }
  const rough = (high - low) / TICKS;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= rough) ?? rough;
  const top = Math.ceil(high / step) * step;
  const count = Math.round((top - low) / step);
  return {
    at: (value) => from + ((value - low) / (top - low)) * (to - from),
    ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step),
  };
}

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${safe(words)}</text>`;

function grid(vertical: Axis): string[] {
  return vertical.ticks.flatMap((tick) => {
    const y = vertical.at(tick);
    return [
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="#8884" />`,
      text(LEFT - 8, y + 4, short(tick), 'text-anchor="end"'),
    ];
  });
}

function bars(plot: Plot, vertical: Axis): string[] {
  const points = plot.series[0]?.points ?? [];
  const room = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length);
  const width = (room * 0.7) / plot.series.length;
  const bottom = vertical.at(vertical.ticks[0] ?? 0);
  const drawn = plot.series.flatMap(({ points: some }, s) =>
    some.flatMap(({ y }, i) => {
      if (!Number.isFinite(y)) return [];
      const x = LEFT + i * room + room * 0.15 + s * width;
      const top = vertical.at(y);
      const colour = COLOURS[(plot.series.length > 1 ? s : i) % COLOURS.length];
      return [
        `<rect x="${x.toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${Math.max(0, bottom - top).toFixed(1)}" fill="${colour}" />`,
        text(x + width / 2, top - 5, short(y), 'text-anchor="middle"'),
      ];
    }),
  );
  const names = points.map(({ x }, i) =>
    text(
      LEFT + (i + 0.5) * room,
      HEIGHT - BOTTOM + 18,
      String(x).split(',')[0] as string,
      'text-anchor="middle"',
    ),
  );
  return [...drawn, ...names];
}

function lines(plot: Plot, vertical: Axis): string[] {
  const all = plot.series.flatMap(({ points }) => points.map(({ x }) => Number(x)));
  const across = axis(all, plot.log?.x ?? false, LEFT, WIDTH - RIGHT);
  const ticks = across.ticks.map((tick) =>
    text(across.at(tick), HEIGHT - BOTTOM + 18, short(tick), 'text-anchor="middle"'),
  );
  const drawn = plot.series.flatMap(({ points }, s) => {
    const colour = COLOURS[s % COLOURS.length];
    const places = points
      .filter(({ y }) => Number.isFinite(y))
      .map(({ x, y }) => `${across.at(Number(x)).toFixed(1)},${vertical.at(y).toFixed(1)}`);
    const dots = places.map((place) => {
      const [x, y] = place.split(',');
      return `<circle cx="${x}" cy="${y}" r="3.5" fill="${colour}" />`;
    });
    return [
      `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2" />`,
      ...dots,
    ];
  });
  return [...ticks, ...drawn];
}

export function svg(plot: Plot): string {
  const values = plot.series.flatMap(({ points }) => points.map(({ y }) => y));
  const vertical = axis(values, plot.log?.y ?? false, HEIGHT - BOTTOM, TOP);
  const legend =
    plot.series.length < 2
      ? []
      : plot.series.map(({ name }, s) => {
          const x = LEFT + (s % 4) * 165;
          const y = HEIGHT - 24 + Math.floor(s / 4) * 14;
          return `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="${COLOURS[s % COLOURS.length]}" />${text(x + 14, y, name)}`;
        });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="11" fill="#777">`,
    `<title>${safe(plot.title)}</title>`,
    text(LEFT - 60, 20, plot.title, 'font-size="14" font-weight="bold"'),
    text(LEFT - 60, 36, plot.y),
    plot.x
      ? text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 34, plot.x, 'text-anchor="middle"')
      : '',
    ...grid(vertical),
    ...(plot.kind === 'bars' ? bars(plot, vertical) : lines(plot, vertical)),
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}
