import { choose, type Desk } from './desk.ts';

/** The canary expects what a card shows. */
export function checkHealth({ map, fault }: Desk): void {
  const shown = map.cards.flatMap((card) => card.fields);
  const path = ['canary', 'expects'];
  for (const id of Object.keys(map.health.canary?.expects ?? {}))
    if (!shown.includes(id)) fault([...path, id], `no card shows ${id}; ${choose(shown)}`);
  if (map.health.canary && Object.keys(map.health.canary.expects).length === 0)
    fault(path, 'a canary that expects nothing cannot tell right from wrong; name a field and its value');
}
