import type { Tone } from '@sidelight/shared/context/value.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { choose, type Desk } from './desk.ts';

/** Cards show fields that are declared, each once. */
export function checkCards(desk: Desk): void {
  const { map, fault } = desk;
  const declared = new Set(Object.values(map.systems).flatMap((spec) => Object.keys(spec.fields)));
  const seen = new Set<string>();
  const ids = new Set<string>();
  for (const [i, card] of map.cards.entries()) {
    if (ids.has(card.id)) fault(['cards', i, 'id'], `there is a card ${card.id} already; give it another id`);
    ids.add(card.id);
    for (const [j, field] of card.fields.entries()) {
      const path = ['cards', i, 'fields', j];
      if (!declared.has(field))
        fault(path, `no system declares the field ${field}; declare it under systems/, or remove it`);
      if (seen.has(field)) fault(path, `${field} is already on a card; show it once`);
      seen.add(field);
    }
  }
  checkVerdict(desk, [...seen]);
}

/** The line above the cards shows fields of the cards, each once; of those that are risks, one can tell when they are. */
function checkVerdict({ map, fault }: Desk, shown: readonly string[]): void {
  const { facts = [], risks = [] } = map.verdict ?? {};
  const fields: Readonly<Record<string, FieldSpec>> = Object.fromEntries(
    Object.values(map.systems).flatMap((spec) => Object.entries(spec.fields)),
  );
  const before = new Set<string>();
  for (const [part, ids] of Object.entries({ facts, risks })) {
    for (const [i, id] of ids.entries()) {
      const path = ['verdict', part, i];
      const spec = ownValue(fields, id);
      if (!shown.includes(id)) fault(path, `no card shows ${id}; ${choose(shown)}`);
      if (before.has(id)) fault(path, `${id} is already in the verdict; show it once`);
      before.add(id);
      if (spec?.type === 'trend') fault(path, `${id} is a trend, which no word stands for; take another field`);
      else if (spec && part === 'risks' && !Object.values(spec.values ?? {}).some(({ tone }) => isRisk(tone)))
        fault(path, `no value of ${id} is a risk; give one the tone warn or bad, or move the field to facts`);
    }
  }
}

const isRisk = (tone: Tone): boolean => tone === 'warn' || tone === 'bad';
