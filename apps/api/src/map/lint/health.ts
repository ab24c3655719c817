import type { Expected } from '@sidelight/shared/map/health-rules.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import type { Path } from '../map-file.ts';
import { choose, type Desk } from './desk.ts';

const path = ['canary', 'expects'];

/** The canary expects what a card shows, in a way its field can meet, and something of every system. */
export function checkHealth(desk: Desk): void {
  const { map, fault } = desk;
  const { canary, correction } = map.health;
  if (correction !== undefined) checkCorrection(desk, ['correction'], correction);
  if (!canary) return;
  const shown = map.cards.flatMap((card) => card.fields);
  const specs = new Map(Object.values(map.systems).flatMap(({ fields }) => Object.entries(fields)));
  for (const [id, expected] of Object.entries(canary.expects)) {
    const spec = specs.get(id);
    if (!shown.includes(id)) fault([...path, id], `no card shows ${id}; ${choose(shown)}`);
    else if (spec) checkKind(desk, id, spec, expected);
  }
  checkEverySystem(desk, new Set(Object.keys(canary.expects)), shown);
}

function checkKind({ fault }: Desk, id: string, { type }: FieldSpec, expected: Expected): void {
  if (typeof expected !== 'object' || 'present' in expected) return;
  const at = [...path, id];
  if ('has' in expected && type !== 'issues') fault(at, `a ${type} has no issues; write the value, or present: true`);
  if (!('from' in expected)) return;
  if (type !== 'number') fault(at, `a ${type} is not between two numbers; write the value, or present: true`);
  if (expected.from > expected.to) fault(at, `no number is from ${expected.from} to ${expected.to}; swap the two`);
}

/** A system of which nothing is expected may give wrong values for ever, and nobody is told. */
function checkEverySystem({ map, fault }: Desk, expected: ReadonlySet<string>, shown: readonly string[]): void {
  for (const { system, fields, connectors } of Object.values(map.systems)) {
    const own = Object.keys(fields).filter((id) => shown.includes(id));
    if (own.length === 0 || Object.keys(connectors).length === 0 || own.some((id) => expected.has(id))) continue;
    fault(path, `nothing is expected of ${system}, so its wrong values would pass for right ones; ${choose(own)}`);
  }
}

const CORRECTION_NAMES = ['{{field}}', '{{was}}', '{{now}}'];

/** What is sent to customers names nothing that nobody fills in. */
export function checkCorrection({ fault }: Desk, path: Path, text: Text): void {
  const texts = typeof text === 'string' ? [text] : Object.values(text);
  for (const [name] of texts.flatMap((one) => [...one.matchAll(/\{\{[^}]*\}?\}?/g)]))
    if (!CORRECTION_NAMES.includes(name)) fault(path, `nothing is known by ${name}; ${choose(CORRECTION_NAMES)}`);
}
