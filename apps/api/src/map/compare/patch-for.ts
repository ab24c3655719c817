import { NEW_VALUE } from '@sidelight/shared/map/reportable-code.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { MapFile, Path } from '../map-file.ts';
import type { MapFiles, MapTexts } from '../map-files.ts';
import { syncTwins } from '../sync-twins.ts';
import type { Drift } from './drift.ts';
import { type Edit, unifiedPatch } from './unified-patch.ts';

/** What can be fixed without asking anybody, as one patch; empty when nothing can. `folder`: the map's, in git. */
export function patchFor(drifts: readonly Drift[], files: MapFiles, texts: MapTexts, folder: string): string {
  const edits = new Map<string, Edit[]>();
  for (const drift of drifts) {
    for (const { file, edit } of editsFor(drift, files, texts)) {
      const own = edits.get(file) ?? [];
      // Looking like two kinds of personal data is fixed once.
      if (!own.some(({ line, remove }) => remove > 0 && line === edit.line)) edits.set(file, [...own, edit]);
    }
  }
  return [...edits].map(([file, own]) => unifiedPatch(`${folder}/${file}`, texts.get(file) ?? '', own)).join('');
}

interface Found {
  readonly file: string;
  readonly edit: Edit;
}

function editsFor(drift: Drift, files: MapFiles, texts: MapTexts): readonly Found[] {
  if (drift.kind === 'new_code') return newCode(drift, files, texts);
  return drift.kind === 'looks_personal' ? personal(drift.field, files, texts) : [];
}

function newCode({ field, code }: Drift & { kind: 'new_code' }, files: MapFiles, texts: MapTexts): readonly Found[] {
  // Nobody knows what it was, and it may have been about a person.
  if (code === NEW_VALUE) return [];
  const [name, file] = fileOf(field, files) ?? [];
  const spec = ownValue(file?.value?.fields, field);
  if (!file || !spec) return [];
  const path = `systems/${name}.yaml`;
  const place = (...rest: string[]) => file.fault(['fields', field, ...rest], '').line;
  const line = Math.min(...Object.keys(spec.values ?? {}).map((known) => place('values', known)));
  // Values in one line, or none: a person writes this one.
  if (!Number.isFinite(line) || line === place('values')) return [];
  const indent = /^\s*/.exec(lineAt(texts, path, line))?.[0] ?? '';
  // A person finds the words; until then the code speaks for itself.
  const insert = [`${indent}${quoted(code)}: { label: { en: ${quoted(code)} }, tone: neutral }`];
  return [{ file: path, edit: { line, remove: 0, insert } }];
}

/** Where it is shown, and where both sides hold it: one class. */
function personal(field: string, files: MapFiles, texts: MapTexts): readonly Found[] {
  const [name, file] = fileOf(field, files) ?? [];
  if (!file) return [];
  const edit = (path: string, { fault }: Pick<MapFile<unknown>, 'fault'>, at: Path): Found => {
    const { line } = fault(at, '');
    const insert = [lineAt(texts, path, line).replace(/\bclass: \w+/, 'class: personal')];
    return { file: path, edit: { line, remove: 1, insert } };
  };
  const { sync } = files;
  const twins = name === 'crm' && file.value && sync?.value ? syncTwins(file.value, sync.value) : [];
  return [
    edit(`systems/${name}.yaml`, file, ['fields', field, 'class']),
    ...twins.flatMap(({ shown, object, field: id }) =>
      sync && shown === field ? [edit('sync.yaml', sync, ['objects', object, 'fields', id, 'class'])] : [],
    ),
  ];
}

const fileOf = (field: string, { systems }: MapFiles) =>
  [...systems].find(([, file]) => ownValue(file.value?.fields, field) !== undefined);

const lineAt = (texts: MapTexts, file: string, line: number): string =>
  (texts.get(file) ?? '').split('\n')[line - 1] ?? '';

/** Some plain words mean something else in YAML: `no`, `null`. */
const quoted = (text: string): string => (/^[a-z][a-z0-9]*_[a-z0-9_]+$/i.test(text) ? text : JSON.stringify(text));
