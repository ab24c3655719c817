import type { ChainedRow } from './chain.ts';

export type ExportFormat = 'csv' | 'jsonl';

const COLUMNS = [
  ...(['seq', 'at', 'action', 'actorId', 'role', 'ticketId', 'subject', 'account', 'about', 'count'] as const),
  ...(['requestId', 'hash'] as const),
];

/** A formula for a spreadsheet is no value: what begins like one is quoted, in the wide letters too that some take for it. */
const cell = (value: string | number | null): string =>
  typeof value === 'number'
    ? String(value)
    : `"${(value ?? '').replaceAll('"', '""').replace(/^(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/, "'")}"`;

/** Everything that the hash is made of, so that whoever has the file can check it. */
const valuesOf = ({ atMs, ...row }: ChainedRow) => ({ ...row, at: new Date(atMs).toISOString() });

export async function* exportLines(rows: AsyncIterable<ChainedRow>, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.map(cell).join(',')}\r\n`;
  for await (const row of rows) {
    const values = valuesOf(row);
    yield format === 'csv'
      ? `${COLUMNS.map((name) => cell(values[name])).join(',')}\r\n`
      : `${JSON.stringify(values)}\n`;
  }
}
