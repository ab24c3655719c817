import { PLACEHOLDER, PLACEHOLDERS, STAFF_PLACEHOLDERS } from '@sidelight/shared/map/placeholder.ts';
import { type FallbackSpec, Role, type SystemSpec } from '@sidelight/shared/map/system.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import type { Path } from '../map-file.ts';
import { checkDate } from './dates.ts';
import { choose, type Desk } from './desk.ts';
import { checkTeam } from './owners.ts';

/** Every field has one, every one has a field, and each can be followed. */
export function checkFallbacks(desk: Desk, spec: SystemSpec): void {
  const { fault } = desk;
  const used = Map.groupBy(Object.entries(spec.fields), ([, field]) => field.fallback);
  for (const [name, fields] of used) {
    if (Object.hasOwn(spec.fallbacks, name)) continue;
    for (const [id] of fields)
      fault(['fields', id, 'fallback'], `no fallback ${name} here; ${choose(Object.keys(spec.fallbacks))}`);
    fault(
      ['fallbacks', name],
      `${name} is missing; ${fields.map(([id]) => id).join(', ')} would leave people without steps`,
    );
  }
  for (const [id, fallback] of Object.entries(spec.fallbacks)) {
    const path = ['fallbacks', id];
    if (!used.has(id)) fault(path, 'no field uses it; name it in a field, or remove it');
    checkTeam(desk, [...path, 'owner'], fallback.owner);
    checkDate(desk, [...path, 'confirmed'], fallback.confirmed, 'confirmed');
    checkSteps(desk, path, fallback);
    if (fallback.sentence !== undefined) checkPlaceholders(desk, [...path, 'sentence'], fallback.sentence, true);
  }
}

function checkSteps(desk: Desk, path: Path, { steps }: FallbackSpec): void {
  for (const [i, step] of steps.entries()) {
    checkPlaceholders(desk, [...path, 'steps', i, 'text'], step.text);
    if (step.link === undefined) continue;
    checkPlaceholders(desk, [...path, 'steps', i, 'link'], step.link);
    if (!/^(https:\/\/|\{\{\s*console\.)/.test(step.link))
      desk.fault([...path, 'steps', i, 'link'], 'start the link with https:// or {{console.<connector>}}');
  }
  for (const role of Role.options) {
    if (!steps.some((step) => !step.reasons && (step.roles === undefined || step.roles.includes(role))))
      desk.fault([...path, 'steps'], `no step is for the role ${role}; add one, or widen the roles of another`);
  }
}

function checkPlaceholders({ map, fault }: Desk, path: Path, text: Text, isForCustomers = false): void {
  const consoles = Object.values(map.systems).flatMap((s) => Object.keys(s.connectors).map((id) => `console.${id}`));
  const all: readonly string[] = [...PLACEHOLDERS, ...consoles];
  const known = isForCustomers ? all.filter((one) => !STAFF_PLACEHOLDERS.includes(one)) : all;
  const texts = typeof text === 'string' ? [text] : Object.values(text);
  const names = texts.flatMap((t) => [...t.matchAll(/\{\{([^}]*)\}?\}?/g)].map(([whole, name]) => ({ whole, name })));
  for (const { whole, name } of names) {
    if (known.includes(name?.trim() ?? '') && new RegExp(PLACEHOLDER.source, 'i').test(whole)) continue;
    fault(path, `nothing is known by ${whole}; ${choose(known.map((k) => `{{${k}}}`))}`);
  }
}
