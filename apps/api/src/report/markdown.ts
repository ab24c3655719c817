import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { tilesOf } from './headline-figures.ts';
import type { Section, Table } from './section.ts';
import { sectionsOf } from './sections.ts';
import { standingOf } from './standing.ts';
import { monthWords } from './words.ts';

/** The report as Markdown. Pure. */
export function markdownOf(report: MonthlyReport): string {
  const { tenant, month, madeAt, recommendations } = report;
  const standing = standingOf(report);
  const head = [
    `# Sync in ${monthWords(month)}`,
    `${plain(tenant)}, written ${madeAt.slice(0, 10)}.${standing && ` ${standing}`}`,
  ];
  if (report.state === 'none' || report.state === 'forgotten') return `${head.join('\n\n')}\n`;
  const tiles: Table = {
    head: ['', 'This month', 'Month before', 'Change'],
    rows: tilesOf(report).map(({ name, shown, before, change }) => [name, shown, before, change]),
  };
  const advice =
    recommendations.length === 0
      ? ['No rule found anything to change.']
      : recommendations.map(({ rule, text }) => `- ${escapeText(text)} _(rule: ${rule})_`);
  return `${[
    ...[...head, table(tiles), '## Recommendations', advice.join('\n')],
    ...sectionsOf(report).flatMap(section),
  ].join('\n\n')}\n`;
}

const section = ({ title, text, table: rows }: Section): string[] => [
  `## ${title}`,
  ...(text === undefined ? [] : [escapeText(text)]),
  ...(rows ? [table(rows)] : []),
];

function table({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  const align = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(head), `| ${align.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Names come from the map and the store: none of them makes a heading, a cell or a link. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll(/\s+/g, ' ');
/** Our own sentences have code in them. */
const escapeText = (text: string): string =>
  text
    .replaceAll('<', '&lt;')
    .replaceAll(/(?<=\w)_(?=\w)/g, '\\_')
    .replaceAll(/`[^`]*`/g, (code) => code.replaceAll('\\_', '_').replaceAll('&lt;', '<'));
