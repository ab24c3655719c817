import type { Area } from '@sidelight/shared/setup/area.ts';
import { type Evidence, LEAST_SCORE, type Readiness, type ReadinessArea } from '@sidelight/shared/setup/readiness.ts';
import { dataOwnership } from './areas/data-ownership.ts';
import { monitoring } from './areas/monitoring.ts';
import { rollout } from './areas/rollout.ts';
import { security } from './areas/security.ts';
import { taxonomy } from './areas/taxonomy.ts';
import { training } from './areas/training.ts';
import { workflowMapping } from './areas/workflow-mapping.ts';
import type { ReadinessFacts } from './facts.ts';

const areas: Readonly<Record<Area, (facts: ReadinessFacts) => Evidence[]>> = {
  workflow_mapping: workflowMapping,
  data_ownership: dataOwnership,
  taxonomy,
  security,
  monitoring,
  rollout,
  training,
};

/** One, and the met share of the other four, rounded down. */
export const scoreOf = (evidence: readonly Pick<Evidence, 'isMet'>[]): number =>
  1 + Math.floor((4 * evidence.filter(({ isMet }) => isMet).length) / evidence.length);

/** The whole of it from facts. Pure. */
export function readinessOf(facts: ReadinessFacts): Readiness {
  // Keys of the literal above.
  const scored = (Object.keys(areas) as Area[]).map((area): ReadinessArea => {
    const evidence = areas[area](facts);
    return { area, score: scoreOf(evidence), evidence };
  });
  const isReady = scored.every(({ score }) => score >= LEAST_SCORE);
  return { at: new Date(facts.nowMs).toISOString(), areas: scored, isReady };
}
