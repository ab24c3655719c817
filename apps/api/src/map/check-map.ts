import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { KnownConnectors } from './known-connectors.ts';
import { checkBudget } from './lint/budget.ts';
import { checkCards } from './lint/cards.ts';
import { checkConnectors } from './lint/connectors.ts';
import { checkContradictions } from './lint/contradictions.ts';
import { deskFor, type Findings } from './lint/desk.ts';
import { checkFlows, checkHasFlow } from './lint/flows.ts';
import { checkHealth } from './lint/health.ts';
import { checkHealthScore } from './lint/health-score.ts';
import { checkSync } from './lint/sync/sync.ts';
import { checkSystem } from './lint/system.ts';
import { checkUnconnected } from './lint/unconnected.ts';
import { checkWorkflows } from './lint/workflows.ts';
import type { MapFiles } from './map-files.ts';

/** What only shows when the files are read together: dangling names, expressions that do not parse, what nobody owns. */
export function checkMap(
  map: IntegrationMap,
  files: MapFiles,
  nowMs: number,
  connectors: KnownConnectors | undefined,
): Findings {
  const findings: Findings = { faults: [], warnings: [] };
  const desk = (file: Parameters<typeof deskFor>[0]) => deskFor(file, map, nowMs, findings);
  for (const [name, file] of files.systems) {
    if (!file.value) continue;
    checkSystem(desk(file), name, file.value);
    if (connectors) {
      checkConnectors(desk(file), file.value, connectors);
      checkBudget(desk(file), file.value, connectors);
    }
    checkHasFlow(desk(file), file.value.system, ['system']);
  }
  checkCards(desk(files.cards));
  checkContradictions(desk(files.cards));
  checkFlows(desk(files.flows));
  checkWorkflows(desk(files.workflows));
  checkUnconnected(desk(files.unconnected));
  checkHealth(desk(files.health));
  if (files.healthScore && map.healthScore) checkHealthScore(desk(files.healthScore), map.healthScore);
  if (files.sync && map.sync) checkSync(desk(files.sync), map.sync);
  return findings;
}
