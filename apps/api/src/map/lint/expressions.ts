import { compileExpression } from '../expression.ts';
import type { Path } from '../map-file.ts';
import type { Desk } from './desk.ts';

const MAX_SHOWN = 24;

/** An expression that does not parse is found here, not when a ticket is opened. */
export function checkExpression({ fault }: Pick<Desk, 'fault'>, path: Path, text: string): void {
  const wrong = expressionFault(text);
  if (wrong !== undefined) fault(path, `${path.join('.')}: ${wrong}`);
}

/** What is wrong with it and where in it, counted from 1; undefined where it parses. */
function expressionFault(text: string): string | undefined {
  try {
    compileExpression(text);
    return undefined;
  } catch (error) {
    const detail = error instanceof Error || isRecord(error) ? String(error.message) : 'it does not parse';
    const at = isRecord(error) && typeof error.position === 'number' ? error.position : undefined;
    return `not a JSONata expression${at === undefined ? '' : `: ${placeIn(text, at)}`}: ${detail}`;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** JSONata counts what it has read when it stops, so the last of that is where a person has to look. */
function placeIn(text: string, position: number): string {
  if (text.trim() === '') return 'it is empty';
  const read = text.slice(0, position).replaceAll(/\s+/g, ' ').trimStart();
  const shown = read.length > MAX_SHOWN ? `…${read.slice(-MAX_SHOWN)}` : read;
  return `${position >= text.length ? `at its end, character ${text.length}` : `at character ${position}`}, after “${shown}”`;
}

/**
 * The same for a system's file that could not be checked as a whole: so that one look shows everything. By what
 * the file holds, of which nothing is known.
 */
export function expressionsOf(raw: unknown): readonly (readonly [Path, string])[] {
  const found: (readonly [Path, string])[] = [];
  const put = (path: Path, value: unknown) => {
    if (typeof value === 'string') found.push([path, value]);
  };
  const each = (value: unknown) => (isRecord(value) ? Object.entries(value) : []);
  if (!isRecord(raw)) return [];
  for (const [id, field] of each(raw.fields)) {
    if (!isRecord(field)) continue;
    put(['fields', id, 'value'], field.value);
    put(['fields', id, 'valid'], field.valid);
    if (isRecord(field.predicate)) put(['fields', id, 'predicate', 'value'], field.predicate.value);
    for (const [part, explained] of each(isRecord(field.explain) ? field.explain.parts : undefined))
      if (isRecord(explained)) put(['fields', id, 'explain', 'parts', part, 'value'], explained.value);
  }
  for (const [id, text] of each(raw.links)) put(['links', id], text);
  put(['candidateDetail'], raw.candidateDetail);
  for (const [object, spec] of each(raw.objects))
    for (const [id, field] of each(isRecord(spec) ? spec.fields : undefined))
      if (isRecord(field)) put(['objects', object, 'fields', id, 'transform'], field.transform);
  return found;
}
