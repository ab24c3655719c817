import { EXPLAIN_NAME, type Explain } from '@sidelight/shared/map/explain.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import type { Path } from '../map-file.ts';
import { choose, type Desk } from './desk.ts';
import { checkExpression } from './expressions.ts';

const JUST_A_NAME = /^[\w.]+$/;

/** A sentence names only what there is, in every language, and every part is named in one. */
export function checkExplain(desk: Desk, path: Path, field: FieldSpec): void {
  const { explain } = field;
  const { fault } = desk;
  if (!explain) {
    // A name is where to look by itself; what is worked out of several is told in words.
    if (!JUST_A_NAME.test(field.value)) fault(path, 'this is worked out: say of what in explain.text, in a sentence');
    return;
  }
  const parts = Object.keys(explain.parts);
  for (const [name, { value }] of Object.entries(explain.parts)) {
    const at = [...path, 'explain', 'parts', name];
    checkExpression(desk, [...at, 'value'], value);
    if (name === 'value') fault(at, 'value is the field’s own; give the part another name');
    if (!textsOf(explain).some(([, text]) => namesIn(text).includes(name)))
      fault(at, `no sentence names {{${name}}}; name it in one, or remove it`);
  }
  if (textsOf(explain).length === 0) fault([...path, 'explain'], 'write a sentence: text, or byCode');
  for (const [at, text] of textsOf(explain))
    for (const name of namesIn(text))
      if (name !== 'value' && !parts.includes(name))
        fault([...path, 'explain', ...at], `no part is called ${name}; ${choose(['value', ...parts])}`);
  for (const code of Object.keys(explain.byCode))
    if (!Object.hasOwn(field.values ?? {}, code))
      fault(
        [...path, 'explain', 'byCode', code],
        `no value is called ${code}; ${choose(Object.keys(field.values ?? {}))}`,
      );
}

const textsOf = ({ text, byCode }: Explain): readonly (readonly [Path, Text])[] => [
  ...(text === undefined ? [] : [[['text'], text] as const]),
  ...Object.entries(byCode).map(([code, own]) => [['byCode', code], own] as const),
];

const namesIn = (text: Text): readonly string[] =>
  (typeof text === 'string' ? [text] : Object.values(text)).flatMap((one) =>
    [...one.matchAll(EXPLAIN_NAME)].flatMap(([, name]) => name ?? []),
  );
