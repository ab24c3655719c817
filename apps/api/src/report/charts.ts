import { escapeHtml } from './escape-html.ts';
import type { Bar, Chart } from './section.ts';

const WIDTH = 860;

/** A chart as inline SVG, in the page's own colours. Pure. */
export function chartOf(chart: Chart): string {
  return chart.kind === 'columns' ? columns(chart) : bars(chart);
}

const COLUMNS_HEIGHT = 190;
const PLOT = { left: 52, right: 8, top: 14, bottom: 26 };

function columns({ name, bars: all }: Chart): string {
  const most = niceCeiling(Math.max(0, ...all.map(({ value }) => value)));
  const [width, height] = [WIDTH - PLOT.left - PLOT.right, COLUMNS_HEIGHT - PLOT.top - PLOT.bottom];
  const step = width / Math.max(1, all.length);
  const y = (value: number) => PLOT.top + height * (1 - value / most);
  const lines = [0, most / 2, most].map(
    (value) =>
      `<line class="grid" x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${at(y(value))}" y2="${at(y(value))}"/>${text('tick end', PLOT.left - 8, y(value) + 4, short(value))}`,
  );
  const drawn = all.map(({ label, value, shown }, i) => {
    const x = PLOT.left + i * step;
    const day = label.slice(-2);
    const isNamed = i === 0 || (i + 1) % 5 === 0;
    return `<rect class="now" x="${at(x + step * 0.15)}" width="${at(step * 0.7)}" y="${at(y(value))}" height="${at(PLOT.top + height - y(value))}" rx="2"><title>${escapeHtml(`${label}: ${shown}`)}</title></rect>${isNamed ? text('tick middle', x + step / 2, COLUMNS_HEIGHT - 8, String(Number(day))) : ''}`;
  });
  return svg(COLUMNS_HEIGHT, name, [...lines, ...drawn]);
}

const NAMES = 250;
const FIGURES = 96;
const ROW = { alone: 30, compared: 42 };

function bars({ name, bars: all }: Chart): string {
  const most = Math.max(1e-9, ...all.flatMap(({ value, before }) => [value, before?.value ?? 0]));
  const isCompared = all.some(({ before }) => before !== undefined);
  const row = isCompared ? ROW.compared : ROW.alone;
  const width = (value: number) => Math.max(value > 0 ? 2 : 0, ((WIDTH - NAMES - FIGURES) * value) / most);
  const draw = (bar: Bar, i: number) => {
    const top = i * row + 4;
    const one = (kind: 'now' | 'then', y: number, height: number, { value, shown }: { value: number; shown: string }) =>
      `<rect class="${kind}" x="${NAMES}" y="${y}" width="${at(width(value))}" height="${height}" rx="2"/>${text(`figure ${kind}`, NAMES + width(value) + 8, y + height - 2, shown)}`;
    return [
      text('name end', NAMES - 10, top + 13, bar.label),
      one('now', top, isCompared ? 16 : 18, bar),
      bar.before ? one('then', top + 19, 11, bar.before) : '',
    ].join('');
  };
  return svg(all.length * row + 8, name, all.map(draw));
}

const svg = (height: number, name: string, parts: readonly string[]): string =>
  `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(name)}">${parts.join('')}</svg>`;

const text = (kind: string, x: number, y: number, words: string): string =>
  `<text class="${kind}" x="${at(x)}" y="${at(y)}">${escapeHtml(words)}</text>`;

const at = (n: number): string => String(Math.round(n * 10) / 10);

/** The next of 1, 2, 5, 10, 20 and so on: the scale's end. */
function niceCeiling(value: number): number {
  if (value <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

const short = (n: number): string => n.toLocaleString('en', { notation: 'compact' });
