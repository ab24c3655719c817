import type { OrphanWhy, UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import { csvRow } from '../csv.ts';

interface FileWords {
  readonly columns: Readonly<Record<'kind' | 'group' | 'system' | 'id' | 'field' | 'why' | 'link', string>>;
  readonly why: Readonly<Record<OrphanWhy, string>>;
  readonly there: string;
  readonly orphan: string;
  readonly duplicate: string;
}

/** All that is listed, for a spreadsheet: a line a record. Ids and links, no values. */
export function unpairedAsCsv(
  { duplicates, orphans }: UnpairedPage,
  systems: { readonly left: string; readonly right: string },
  words: FileWords,
): string {
  const { kind, group, system, id, field, why, link } = words.columns;
  const lines = [
    ...orphans.map((one) =>
      csvRow(
        ...[words.orphan, '', systems[one.side], one.id, one.fieldLabel ?? '', words.why[one.why], one.url ?? ''],
        one.there.map((other) => other.id).join(' '),
      ),
    ),
    ...duplicates.flatMap(({ side, fieldLabel, records }, at) =>
      records.map((one) => csvRow(words.duplicate, at + 1, systems[side], one.id, fieldLabel, '', one.url ?? '', '')),
    ),
  ];
  return `${[csvRow(kind, group, system, id, field, why, link, words.there), ...lines].join('\r\n')}\r\n`;
}
