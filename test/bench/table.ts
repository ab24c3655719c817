import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineName } from './process-figures.ts';
import type { Row } from './row.ts';

const HEAD = ['| what | measured | goal | met | beside it |', '|---|--:|--:|---|---|'];

const lineOf = ({ metric, value, unit, goal, ok, note }: Row): string =>
  `| ${metric} | ${value} ${unit} | ${goal} | ${ok ? 'yes' : '**no**'} | ${note ?? ''} |`;

export const asTable = (rows: readonly Row[]): string => [...HEAD, ...rows.map(lineOf)].join('\n');

/** Puts them into docs/performance.md, between its two marks; where not all were measured the other rows stay. */
export async function writeTable(rows: readonly Row[], areAll: boolean): Promise<void> {
  const file = join(import.meta.dirname, '../../docs/performance.md');
  const [before, rest] = (await readFile(file, 'utf8')).split('<!-- table -->');
  const [table, after] = rest?.split('<!-- end of table -->') ?? [];
  if (before === undefined || table === undefined || after === undefined)
    throw new Error('docs/performance.md has lost its marks');
  const fresh = new Map(rows.map((row) => [nameIn(lineOf(row)), lineOf(row)]));
  const kept = areAll ? [] : table.split('\n').filter((line) => line.startsWith('| ') && !HEAD.includes(line));
  const lines = kept.map((line) => {
    const replaced = fresh.get(nameIn(line)) ?? line;
    fresh.delete(nameIn(line));
    return replaced;
  });
  const text = [...HEAD, ...lines, ...fresh.values()].join('\n');
  const head = `Measured with ${machineName()}.`;
  await writeFile(file, `${before}<!-- table -->\n${head}\n\n${text}\n<!-- end of table -->${after}`);
}

const nameIn = (line: string): string => line.split(' | ')[0] ?? '';
