import { median } from './load.ts';
import type { Opening } from './watch-opening.ts';

/** One stretch of an opening, and whose time it is. */
interface Part {
  readonly name: string;
  readonly whose: keyof typeof colours;
  readonly fromMs: number;
  readonly toMs: number;
}

const colours = { helpdesk: '#87929d', sidelight: '#1f73b7', browser: '#5da3db', vendors: '#ac5918' } as const;
const legend = {
  helpdesk: 'Helpdesk',
  sidelight: 'Our server',
  browser: 'Browser',
  vendors: 'Vendors',
} as const;
const titles = {
  cold: 'Cold: nothing remembered but whose ticket it is',
  warm: 'Everything fresh',
  prefetched: 'Prefetched by the webhook',
} as const;

const marks = ['loadedFrom', 'pageAt', 'scriptAt', 'askedAt', 'answeredAt', 'cardsAt', 'paintedAt'] as const;
const LEFT = 300;
const WIDTH = 960;
const RIGHT = 120;
const ROW = 22;
const HEAD = 34;

/** Of several openings the median of each stretch, one after the other. */
export function partsOf(openings: readonly Opening[], waitsForVendors: boolean): readonly Part[] {
  const at = marks.map((mark, n) => {
    const before = marks[n - 1];
    return median(openings.map((one) => one[mark] - (before ? one[before] : one.clickedAt)));
  });
  let fromMs = 0;
  const part = (n: number, name: string, whose: Part['whose']): Part => {
    const one = { name, whose, fromMs, toMs: fromMs + (at[n] ?? 0) };
    fromMs = one.toMs;
    return one;
  };
  return [
    part(0, 'signs, and opens our frame', 'helpdesk'),
    part(1, 'the page', 'sidelight'),
    part(2, 'reads the page and its script', 'browser'),
    part(3, 'says which ticket it is', 'helpdesk'),
    part(4, 'the answer begins', 'sidelight'),
    part(5, 'the cards', waitsForVendors ? 'vendors' : 'sidelight'),
    part(6, 'draws', 'browser'),
  ];
}

/** Three ways of opening a ticket as one picture, readable on white: each stretch with its milliseconds and its share. */
export function drawOpenings(openings: Readonly<Record<keyof typeof titles, readonly Opening[]>>): string {
  const all = (['cold', 'warm', 'prefetched'] as const).map((kind) => ({
    title: titles[kind],
    parts: partsOf(openings[kind], kind === 'cold'),
  }));
  const longestMs = Math.max(...all.map(({ parts }) => parts.at(-1)?.toMs ?? 0));
  const x = (ms: number) => LEFT + (ms / longestMs) * (WIDTH - LEFT - RIGHT);
  const text = (left: number, top: number, words: string, more = '') =>
    `<text x="${left.toFixed(1)}" y="${top}" font-size="13" fill="#293239"${more}>${words}</text>`;
  let top = 0;
  const lines: string[] = [];
  for (const { title, parts } of all) {
    const wholeMs = parts.at(-1)?.toMs ?? 0;
    lines.push(text(16, top + 24, `${title}: ${wholeMs.toFixed(0)} ms`, ' font-weight="600"'));
    top += HEAD;
    for (const { name, whose, fromMs, toMs } of parts) {
      const ms = toMs - fromMs;
      const share = wholeMs > 0 ? (ms / wholeMs) * 100 : 0;
      lines.push(
        text(16, top + 15, `${legend[whose]}: ${name}`),
        `<rect x="${x(fromMs).toFixed(1)}" y="${top + 3}" width="${Math.max(x(toMs) - x(fromMs), 1).toFixed(1)}" height="${ROW - 6}" fill="${colours[whose]}"/>`,
        text(x(toMs) + 6, top + 15, `${ms.toFixed(0)} ms, ${share.toFixed(0)} %`),
      );
      top += ROW;
    }
    top += 10;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 8}" width="${WIDTH}" font-family="system-ui, sans-serif">`,
    '<title>From the click on a ticket to the last card: each stretch, whose it is, and its share</title>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
