import type { Sync } from '@sidelight/shared/map/sync.ts';
import { Sync as SyncFile } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { RuleChange } from '@sidelight/shared/sync/review.ts';
import { parseMapFile } from '../map-file.ts';
import { type Edit, unifiedPatch } from './unified-patch.ts';

export const FILE = 'sync.yaml';

export type RulePatch =
  | { readonly kind: 'patch'; readonly patch: string; readonly text: string }
  /** `cannot_be_written`: it stands there in a way that only a person changes. */
  | { readonly kind: 'not_in_map' | 'as_it_is' | 'cannot_be_written' };

/** `map/sync.yaml` with another rule: one line of it changed. `folder`: the map's, in git. Pure. */
export function rulePatch(
  text: string,
  { object, field, change }: { readonly object: string; readonly field: string; readonly change: RuleChange },
  folder: string,
): RulePatch {
  const file = parseMapFile(FILE, text, SyncFile);
  const own = file.value && ownValue(file.value.objects, object);
  const declared = own && ownValue(own.fields, field);
  if (!own || !declared) return { kind: 'not_in_map' };
  if (change.kind === 'rule' && declared.direction !== 'two_way') return { kind: 'not_in_map' };
  const [key, wanted] = change.kind === 'rule' ? (['rule', change.rule] as const) : (['first', change.first] as const);
  const path = key === 'rule' ? ['objects', object, 'fields', field, key] : ['objects', object, key];
  if (ofChange(file.value, object, field, key) === wanted) return { kind: 'as_it_is' };

  const lines = text.split('\n');
  const { line } = file.fault(path, '');
  const before = lines[line - 1] ?? '';
  const isThere = new RegExp(`\\b${key}:\\s*["']?${ofChange(file.value, object, field, key)}\\b`).test(before);
  const edit: Edit = isThere
    ? { line, remove: 1, insert: [before.replace(new RegExp(`\\b${key}:(\\s*)["']?\\w+["']?`), `${key}:$1${wanted}`)] }
    : addedTo(lines, file.fault(['objects', object, 'match'], '').line, `${key}: ${wanted}`);
  const { patch, after } = patched(text, edit, folder);
  const read = parseMapFile(FILE, after, SyncFile).value;
  // What came of it is read again: a line may say more than one thing.
  if (!read || ofChange(read, object, field, key) !== wanted || !isOnlyThat(file.value, read, { object, field, key }))
    return { kind: 'cannot_be_written' };
  return { kind: 'patch', patch, text: after };
}

function addedTo(lines: readonly string[], line: number, text: string): Edit {
  const indent = /^\s*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  return { line, remove: 0, insert: [`${indent}${text}`] };
}

export function patched(text: string, edit: Edit, folder: string) {
  const lines = text.split('\n');
  lines.splice(edit.line - 1, edit.remove, ...edit.insert);
  return { patch: unifiedPatch(`${folder}/${FILE}`, text, [edit]), after: lines.join('\n') };
}

type Key = 'rule' | 'first';
function ofChange(sync: Sync | undefined, object: string, field: string, key: Key): string | undefined {
  const own = sync && ownValue(sync.objects, object);
  const declared = own && ownValue(own.fields, field);
  if (key === 'first') return own?.first;
  return declared?.direction === 'two_way' ? declared.rule : undefined;
}

/** Both the same but for that one word. */
function isOnlyThat(
  before: Sync | undefined,
  after: Sync,
  { object, field, key }: { object: string; field: string; key: Key },
) {
  const without = (sync: Sync | undefined) =>
    JSON.stringify(sync, function (this: unknown, name: string, value: unknown) {
      const own = sync && ownValue(sync.objects, object);
      const place = key === 'first' ? own : own && ownValue(own.fields, field);
      return name === key && this === place ? undefined : value;
    });
  return without(before) === without(after);
}
