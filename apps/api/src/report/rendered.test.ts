import { expect, it } from 'vitest';
import { busyOctober, declared, noFacts, quietSeptember } from './fixtures.ts';
import { htmlOf } from './html.ts';
import { makeReport } from './make-report.ts';
import { markdownOf } from './markdown.ts';
import { monthOf } from './month.ts';
import type { MonthFacts } from './month-facts.ts';

const month = monthOf('2026-10')!;
const DAY_MS = 86_400_000;
const made = (current: MonthFacts, before: MonthFacts, nowMs = month.toMs + DAY_MS, tenant = 'acme') =>
  makeReport(
    {
      ...{ tenant, declared, keptMs: 92 * DAY_MS, now: () => nowMs },
      read: async ({ name }) => (name === month.name ? current : before),
    },
    month,
  );
const full = await made(busyOctober, quietSeptember);

/** A row of a Markdown table by its first cell. */
const rowOf = (text: string, name: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`| ${name} |`))
    ?.split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
/** The cells of an HTML table row by its first. */
const cellsOf = (html: string, name: string) => {
  const [, cells = ''] = new RegExp(`<th scope="row">${name}</th>((?:<td>[^<]*</td>)*)`).exec(html) ?? [];
  return [...cells.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell);
};

it('has the same figures in both forms as the report itself', () => {
  const [markdown, html] = [markdownOf(full), htmlOf(full)];
  const { flows, refusals, conflicts } = full.current;
  for (const { object, to, written, refused } of flows) {
    const name = `${object} → ${to === 'crm' ? 'CRM' : 'helpdesk'}`;
    const numbers = [written, refused].map((n) => n.toLocaleString('en'));
    expect(rowOf(markdown, name)?.slice(0, 2)).toEqual(numbers);
    expect(cellsOf(html, name).slice(0, 2)).toEqual(numbers);
  }
  for (const { reason, n } of refusals) expect(rowOf(markdown, reason)?.[0]).toBe(String(n));
  const [, byField = ''] = html.split('Conflicts by field</figcaption>');
  for (const { field, detected } of conflicts.fields)
    expect(cellsOf(byField, field.replace('.', '\\.'))[0]).toBe(String(detected));
  expect(rowOf(markdown, 'Pairs that agreed')).toEqual(['97.4 %', '99 %', '−1.6 points']);
  expect(rowOf(markdown, 'hubspot')).toEqual(['620,000', '410,000', '2026-10-08', '530,000', '650,000', '81.5 %']);
});

it('names the rule of each recommendation', () => {
  const html = htmlOf(full);
  expect(full.recommendations.length).toBeGreaterThan(5);
  for (const { rule } of full.recommendations) {
    expect(markdownOf(full)).toContain(`(rule: ${rule})`);
    expect(html).toContain(`rule: ${rule}`);
  }
});

it('draws bars as long as their values', () => {
  const [, svg = ''] = /aria-label="Conflicts by field">(.*?)<\/svg>/.exec(htmlOf(full)) ?? [];
  const widths = [...svg.matchAll(/class="now" x="250" y="[\d.]+" width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toHaveLength(2);
  expect(widths[1]! / widths[0]!).toBeCloseTo(6 / 60, 2);
  const [, days = ''] = /aria-label="Values a day">(.*?)<\/svg>/.exec(htmlOf(full)) ?? [];
  expect([...days.matchAll(/<rect /g)]).toHaveLength(31);
});

it('needs nothing from anywhere, and lets no name be markup', async () => {
  const [object, field] = ['a<script>', 'x|y"'];
  const odd = { ...busyOctober, deadLetters: [{ object, field, reason: '<b>', n: 9 }] };
  const report = await made(odd, noFacts, undefined, '<img src=x>');
  const html = htmlOf(report);
  expect(html).not.toMatch(/<script|<img|<link|<b>\w|https?:|url\(/);
  expect(html).toContain('a&lt;script&gt;.x|y&quot;');
  expect(markdownOf(report)).toContain('a\\<script\\>.x\\|y"');
});

it('says plainly that a month has no data, was forgotten, or is not over', async () => {
  const none = await made(noFacts, quietSeptember);
  expect([none.state, none.recommendations]).toEqual(['none', []]);
  for (const text of [markdownOf(none), htmlOf(none)]) {
    expect(text).toContain('there is no data to report');
    expect(text).not.toContain('Conflicts');
  }
  expect((await made(noFacts, noFacts, month.toMs + 93 * DAY_MS)).state).toBe('forgotten');
  const early = await made(busyOctober, noFacts, month.toMs - DAY_MS);
  expect(markdownOf(early)).toContain('The month is not over: figures are as far as it has come. There is no data of');
  expect(rowOf(markdownOf(early), 'Conflicts')).toEqual(['66', '–', '']);
});
