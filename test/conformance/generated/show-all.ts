import { join } from 'node:path';
import type { Answer } from '@sidelight/api/connectors/port.ts';
import { createBlueprint, type ReadPlan } from '@sidelight/api/context/blueprint.ts';
import { fieldOf } from '@sidelight/api/context/present/field.ts';
import { know } from '@sidelight/api/context/read/evaluate-fields.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { Field } from '@sidelight/shared/context/field.ts';

const view = {
  locale: 'en',
  role: 'admin',
  seesAllTickets: true,
  tags: ['exports'],
  placeholders: () => ({}),
  givesWrongValues: () => false,
  silentBecause: () => undefined,
} as const;

/** The demo map's read behind a connector's; undefined for one no card shows. */
export async function planOf(connector: string, name: string): Promise<ReadPlan | undefined> {
  const map = await loadMap(join(import.meta.dirname, '../../../map'), AbortSignal.timeout(5000));
  const { reads } = createBlueprint(map);
  return [...reads.values()].find((plan) => plan.connector === connector && plan.name === name);
}

/** Every field of a read, as it would go over the wire: each must fit its schema. */
export async function showAll(plan: ReadPlan, answers: readonly Answer[]): Promise<void> {
  for (const answer of answers) {
    const known = await know(plan.fields, answer, { readAtMs: 0, readSteadyMs: 0 });
    for (const field of plan.fields) Field.parse(fieldOf(field, plan, { kind: 'fresh', known, isCached: false }, view));
  }
}
