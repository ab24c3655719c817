import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { FieldSpec, SystemSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { choose, type Desk } from './desk.ts';

const fieldsOf = (map: IntegrationMap): Readonly<Record<string, FieldSpec>> =>
  Object.fromEntries(Object.values(map.systems).flatMap(({ fields }) => Object.entries(fields)));

/** Fields that are shown in another one. */
export const besideConsent = (map: IntegrationMap): readonly string[] =>
  Object.values(fieldsOf(map)).flatMap(({ consent }) => consent?.with ?? []);

/** One field says whether a customer may be sent advertising, and what is advertising hangs on it. */
export function checkConsent({ map, fault }: Desk, id: string, field: FieldSpec, spec: SystemSpec): void {
  const all = fieldsOf(map);
  const shown = new Set(map.cards.flatMap((card) => card.fields));
  const fallback = ownValue(spec.fallbacks, field.fallback);
  if (fallback?.marketing) {
    const path = ['fallbacks', field.fallback, 'marketing'];
    if (fallback.sentence === undefined) fault(path, 'there is no sentence; write one, or remove this');
    if (field.decision)
      fault(path, `${id} is decided by, and needs a sentence that is always there; write another one`);
    if (![...shown].some((one) => ownValue(all, one)?.consent))
      fault(path, 'no card says whether customers agreed to advertising; give a field consent, or remove this');
  }
  if (!field.consent) return;
  const path = ['fields', id, 'consent'];
  const { yes, with: beside } = field.consent;
  if (field.roles || field.predicate || field.reveal)
    fault(path, 'everybody who answers must know it; remove roles, predicate and reveal, or remove this');
  if (field.type !== 'code') fault(path, `a ${field.type} cannot say it; write type: code, or remove this`);
  for (const code of yes)
    if (!Object.hasOwn(field.values ?? {}, code))
      fault([...path, 'yes'], `no value is called ${code}; ${choose(Object.keys(field.values ?? {}))}`);
  for (const other of beside) {
    const at = [...path, 'with'];
    const spec = ownValue(all, other);
    if (!spec) fault(at, `no system declares the field ${other}; declare it, or remove it`);
    else if (!spec.consent) fault(at, `${other} does not say which codes are a yes; give it consent`);
    else if (shown.has(other)) fault(at, `${other} is on a card already; it is shown by ${id}`);
    else if (spec.consent.with.length > 0) fault(at, `${other} names others itself; name them in ${id}`);
  }
  const before = [...shown].find((one) => ownValue(all, one)?.consent);
  if (shown.has(id) && before !== id) fault(path, `${before} says it already; keep one of them, or name it in with`);
}
