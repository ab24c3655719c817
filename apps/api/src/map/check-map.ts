import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { compileExpression } from './expression.ts';
import type { MapFiles } from './load-map.ts';
import type { MapFault } from './map-error.ts';
import type { Path } from './map-file.ts';

type Say = (path: Path, message: string) => void;

/** What only shows when the files are read together: dangling names, expressions that do not parse. */
export function checkMap(map: IntegrationMap, files: MapFiles): MapFault[] {
  const faults: MapFault[] = [];
  const owners = new Map(
    Object.entries(map.systems).flatMap(([id, spec]) => Object.keys(spec.fields).map((f) => [f, id])),
  );
  for (const [name, file] of files.systems) {
    const spec = file.value;
    if (!spec) continue;
    const say: Say = (path, message) => void faults.push(file.fault(path, message));
    if (spec.system !== name) say(['system'], `the file is named ${name}.yaml; write system: ${name}`);
    checkSystem(spec, map, say);
    for (const field of Object.keys(spec.fields)) {
      if (owners.get(field) !== spec.system)
        say(['fields', field], `${field} is declared in systems/${owners.get(field)}.yaml too`);
    }
  }
  const onCards = new Set<string>();
  for (const [i, card] of map.cards.entries()) {
    for (const [j, field] of card.fields.entries()) {
      const path = ['cards', i, 'fields', j];
      if (!owners.has(field)) faults.push(files.cards.fault(path, `no system declares the field ${field}`));
      if (onCards.has(field)) faults.push(files.cards.fault(path, `${field} is already on a card`));
      onCards.add(field);
    }
  }
  return faults;
}

function checkSystem(spec: SystemSpec, map: IntegrationMap, say: Say): void {
  const team = (path: Path, id: string) => {
    if (!(id in map.teams)) say(path, `no team ${id} in teams.yaml; it has: ${Object.keys(map.teams).join(', ')}`);
  };
  team(['owners', 'business'], spec.owners.business);
  team(['owners', 'technical'], spec.owners.technical);
  for (const [id, read] of Object.entries(spec.reads)) {
    if (!id.startsWith(`${spec.system}.`)) say(['reads', id], `a read of this file is named ${spec.system}.<name>`);
    if (!(read.connector in spec.connectors)) {
      say(
        ['reads', id, 'connector'],
        `no connector ${read.connector} here; write one of: ${Object.keys(spec.connectors).join(', ')}`,
      );
    }
    if (read.standsInFor !== undefined && !(read.standsInFor in spec.reads)) {
      say(['reads', id, 'standsInFor'], `no read ${read.standsInFor} here`);
    }
  }
  for (const [id, field] of Object.entries(spec.fields)) {
    if (!(field.from in spec.reads)) {
      say(['fields', id, 'from'], `no read ${field.from} here; write one of: ${Object.keys(spec.reads).join(', ')}`);
    }
    if (!(field.fallback in spec.fallbacks)) {
      say(
        ['fields', id, 'fallback'],
        `no fallback ${field.fallback} here; write one, or one of: ${Object.keys(spec.fallbacks).join(', ')}`,
      );
    }
    if (field.type === 'code' && !field.values) say(['fields', id], 'a code needs values: what each code is called');
    team(['fields', id, 'owner'], field.owner);
    expression(['fields', id, 'value'], field.value, say);
  }
  for (const [id, text] of Object.entries(spec.links)) expression(['links', id], text, say);
  if (spec.candidateDetail !== undefined) expression(['candidateDetail'], spec.candidateDetail, say);
  for (const [id, fallback] of Object.entries(spec.fallbacks)) team(['fallbacks', id, 'owner'], fallback.owner);
}

function expression(path: Path, text: string, say: Say): void {
  try {
    compileExpression(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it does not parse';
    say(path, `not a JSONata expression: ${detail}`);
  }
}
