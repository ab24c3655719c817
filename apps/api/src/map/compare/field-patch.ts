import { type Sync, type SyncField, Sync as SyncFile } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { stringify } from 'yaml';
import { parseMapFile } from '../map-file.ts';
import { FILE, patched, type RulePatch } from './rule-patch.ts';

/** A field as it is written into the map: what is not said is as the map takes it. */
export interface WrittenField {
  readonly label: string;
  readonly owner: 'crm' | 'helpdesk';
  readonly type: SyncField['type'];
  readonly currency?: string;
  readonly at: { readonly crm: string; readonly helpdesk: string };
  readonly values?: Readonly<Record<string, string>>;
  readonly class: SyncField['class'];
}

/** `map/sync.yaml` with one field more, behind the last one of its kind of record. Pure. */
export function fieldPatch(
  text: string,
  { object, id, field }: { readonly object: string; readonly id: string; readonly field: WrittenField },
  folder: string,
): RulePatch {
  const file = parseMapFile(FILE, text, SyncFile);
  const own = file.value && ownValue(file.value.objects, object);
  if (!file.value || !own) return { kind: 'not_in_map' };
  if (ownValue(own.fields, id)) return { kind: 'as_it_is' };
  const lines = text.split('\n');
  const starts = Object.keys(own.fields).map((name) => file.fault(['objects', object, 'fields', name], '').line);
  const last = Math.max(0, ...starts);
  const indent = indentOf(lines[last - 1] ?? '');
  if (last === 0 || indent === 0) return { kind: 'cannot_be_written' };
  const line = endOf(lines, last, indent);
  const { patch, after } = patched(text, { line, remove: 0, insert: linesOf(id, field, indent) }, folder);
  const read = parseMapFile(FILE, after, SyncFile).value;
  // What came of it is read again: nothing else may have become another.
  if (!read || !isOnlyThat(file.value, read, object, id)) return { kind: 'cannot_be_written' };
  return { kind: 'patch', patch, text: after };
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** The line behind the field that begins on this one: without the blank lines and remarks that belong to what follows. */
function endOf(lines: readonly string[], start: number, indent: number): number {
  const isPart = (line: string) => line.trim() !== '' && indentOf(line) > indent;
  let end = start;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isPart(line)) end = at + 1;
    else if (line.trim() !== '') break;
  }
  return end + 1;
}

function linesOf(id: string, field: WrittenField, indent: number): readonly string[] {
  const { at, values, ...rest } = field;
  const flow = (of: object) => stringify(of, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  const parts = [
    ...stringify(rest, { lineWidth: 0 }).trim().split('\n'),
    `at: ${flow(at)}`,
    ...(values ? [`values: ${flow(values)}`] : []),
  ];
  const pad = ' '.repeat(indent);
  return [`${pad}${id}:`, ...parts.map((part) => `${pad}  ${part}`)];
}

function isOnlyThat(before: Sync, after: Sync, object: string, id: string): boolean {
  const own = ownValue(after.objects, object);
  if (!own || !ownValue(own.fields, id)) return false;
  const { [id]: _, ...fields } = own.fields;
  const without = { ...after, objects: { ...after.objects, [object]: { ...own, fields } } };
  return JSON.stringify(without) === JSON.stringify(before);
}
