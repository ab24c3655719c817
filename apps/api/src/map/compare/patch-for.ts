import { NEW_VALUE } from '@sidelight/shared/map/reportable-code.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { MapFiles, MapTexts } from '../map-files.ts';
import type { Drift } from './drift.ts';
import { type Edit, unifiedPatch } from './unified-patch.ts';

/** What can be fixed without asking anybody, as one patch; empty when nothing can. `folder`: the map's, in git. */
export function patchFor(drifts: readonly Drift[], files: MapFiles, texts: MapTexts, folder: string): string {
  const edits = new Map<string, Edit[]>();
  for (const drift of drifts) {
    const found = editFor(drift, files, texts);
    if (!found) continue;
    const own = edits.get(found.file) ?? [];
    // Looking like two kinds of personal data is fixed once.
    if (!own.some(({ line, remove }) => remove > 0 && line === found.edit.line))
      edits.set(found.file, [...own, found.edit]);
  }
  return [...edits].map(([file, own]) => unifiedPatch(`${folder}/${file}`, texts.get(file) ?? '', own)).join('');
}

function editFor(drift: Drift, files: MapFiles, texts: MapTexts): { file: string; edit: Edit } | undefined {
  if (drift.kind !== 'new_code' && drift.kind !== 'looks_personal') return undefined;
  // Nobody knows what it was, and it may have been about a person.
  if (drift.kind === 'new_code' && drift.code === NEW_VALUE) return undefined;
  for (const [name, file] of files.systems) {
    const spec = ownValue(file.value?.fields, drift.field);
    if (!spec) continue;
    const path = `systems/${name}.yaml`;
    const lines = (texts.get(path) ?? '').split('\n');
    const place = (...rest: string[]) => file.fault(['fields', drift.field, ...rest], '').line;
    if (drift.kind === 'looks_personal') {
      const line = place('class');
      const old = lines[line - 1] ?? '';
      return { file: path, edit: { line, remove: 1, insert: [old.replace(/\bclass: \w+/, 'class: personal')] } };
    }
    const line = Math.min(...Object.keys(spec.values ?? {}).map((code) => place('values', code)));
    // Values in one line, or none: a person writes this one.
    if (!Number.isFinite(line) || line === place('values')) return undefined;
    const indent = /^\s*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
    // A person finds the words; until then the code speaks for itself.
    const insert = [`${indent}${quoted(drift.code)}: { label: { en: ${quoted(drift.code)} }, tone: neutral }`];
    return { file: path, edit: { line, remove: 0, insert } };
  }
  return undefined;
}

/** Some plain words mean something else in YAML: `no`, `null`. */
const quoted = (text: string): string => (/^[a-z][a-z0-9]*_[a-z0-9_]+$/i.test(text) ? text : JSON.stringify(text));
