import { namedIn } from '@sidelight/shared/map/contradiction.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { choose, type Desk } from './desk.ts';

/** Of what may not stand together, everything is on a card, and every code is one of its field's. */
export function checkContradictions({ map, fault }: Desk): void {
  const shown = map.cards.flatMap((card) => card.fields);
  for (const [i, rule] of map.contradictions.entries()) {
    const path = ['contradictions', i];
    if (Object.keys(rule.together).length < 2)
      fault([...path, 'together'], 'name two fields or more; one does not contradict itself');
    for (const [part, id, codes] of namedIn(rule)) {
      if (!shown.includes(id)) {
        fault([...path, part, id], `no card shows ${id}; ${choose(shown)}`);
        continue;
      }
      const spec = Object.values(map.systems).flatMap(({ fields }) => ownValue(fields, id) ?? [])[0];
      for (const code of codes)
        if (spec && !Object.hasOwn(spec.values ?? {}, code))
          fault([...path, part, id], `${id} has no value ${code}; ${choose(Object.keys(spec.values ?? {}))}`);
    }
  }
}
