import { choose, type Desk } from './desk.ts';
import { checkTeam } from './owners.ts';

/** What a workflow needs exists, on a card where it is a field. */
export function checkWorkflows(desk: Desk): void {
  const { map, fault } = desk;
  const shown = map.cards.flatMap((card) => card.fields);
  const systems = [...Object.keys(map.systems), ...Object.keys(map.unconnected)];
  for (const [id, { needs, owner }] of Object.entries(map.workflows)) {
    const path = ['workflows', id];
    checkTeam(desk, [...path, 'owner'], owner);
    for (const [i, field] of needs.fields.entries())
      if (!shown.includes(field)) fault([...path, 'needs', 'fields', i], `no card shows ${field}; ${choose(shown)}`);
    for (const [i, system] of needs.systems.entries())
      if (!systems.includes(system))
        fault([...path, 'needs', 'systems', i], `no system is called ${system}; ${choose(systems)}`);
    if (needs.fields.length + needs.systems.length === 0)
      fault([...path, 'needs'], 'needs nothing, so it could never be said to break; name its fields or systems');
  }
}
