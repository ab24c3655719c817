import type { MonthlyReport, Recommendation } from '@sidelight/shared/sync/monthly-report.ts';
import { chartOf } from './charts.ts';
import { escapeHtml } from './escape-html.ts';
import { type Tile, tilesOf } from './headline-figures.ts';
import { reportStyle } from './report-style.ts';
import type { Section, Table } from './section.ts';
import { sectionsOf } from './sections.ts';
import { standingOf } from './standing.ts';
import { monthWords } from './words.ts';

/** The report as one page that needs nothing else: no script, no font, no picture from anywhere. Pure. */
export function htmlOf(report: MonthlyReport): string {
  const title = `Sync in ${monthWords(report.month)}`;
  const standing = standingOf(report);
  const isEmpty = report.state === 'none' || report.state === 'forgotten';
  const body = isEmpty ? [] : [tiles(report), advice(report.recommendations), ...sectionsOf(report).map(section)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`${title}, ${report.tenant}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<p class="kind">Sidelight: CRM and helpdesk in sync</p>
<h1>${escapeHtml(title)}</h1>
<p class="about">${escapeHtml(report.tenant)}, written ${report.madeAt.slice(0, 10)}</p>
${standing === '' ? '' : `<p class="standing">${escapeHtml(standing)}</p>`}
</header>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function tiles(report: MonthlyReport): string {
  const one = ({ name, shown, before, change }: Tile) =>
    `<li><span class="name">${escapeHtml(name)}</span><strong>${escapeHtml(shown)}</strong><span class="before">before: ${escapeHtml(before)}${change === '' ? '' : ` <b>${escapeHtml(change)}</b>`}</span></li>`;
  return `<ul class="tiles">${tilesOf(report).map(one).join('')}</ul>`;
}

function advice(all: readonly Recommendation[]): string {
  const items = all.map(
    ({ rule, text }) => `<li>${withCode(text)} <span class="rule">rule: ${escapeHtml(rule)}</span></li>`,
  );
  const list = items.length > 0 ? `<ol>${items.join('')}</ol>` : '<p>No rule found anything to change.</p>';
  return `<section class="advice"><h2>Recommendations</h2>${list}</section>`;
}

function section({ title, text, chart, table }: Section): string {
  const hasBefore = chart?.bars.some(({ before }) => before !== undefined);
  const legend = hasBefore
    ? '<p class="legend"><i class="now"></i> this month <i class="then"></i> month before</p>'
    : '';
  const figure = chart
    ? `<figure><figcaption>${escapeHtml(chart.name)}</figcaption>${legend}${chartOf(chart)}</figure>`
    : '';
  return `<section><h2>${escapeHtml(title)}</h2>${text === undefined ? '' : `<p>${withCode(text)}</p>`}${figure}${table ? tableOf(table) : ''}</section>`;
}

function tableOf({ head, rows }: Table): string {
  const first = (cell: string) => `<th scope="row">${escapeHtml(cell)}</th>`;
  const row = ([name = '', ...figures]: readonly string[]) =>
    `<tr>${first(name)}${figures.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  return `<div class="table"><table><thead><tr>${heads}</tr></thead><tbody>${rows.map(row).join('')}</tbody></table></div>`;
}

const withCode = (text: string): string => escapeHtml(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
