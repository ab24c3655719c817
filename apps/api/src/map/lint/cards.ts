import type { Desk } from './desk.ts';

/** Cards show fields that are declared, each once. */
export function checkCards({ map, fault }: Desk): void {
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
}
