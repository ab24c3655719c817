import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { checkDate } from './dates.ts';
import { choose, type Desk } from './desk.ts';
import { checkExpression } from './expressions.ts';
import { checkFallbacks } from './fallbacks.ts';
import { checkFields } from './fields.ts';
import { checkOwners } from './owners.ts';

/** One file under systems/. */
export function checkSystem(desk: Desk, name: string, spec: SystemSpec): void {
  const { map, fault } = desk;
  if (spec.system !== name) fault(['system'], `the file is named ${name}.yaml; write system: ${name}`);
  checkOwners(desk, ['owners'], spec.owners);
  if (ownValue(map.teams, spec.owners.technical)?.alerts.length === 0) {
    fault(
      ['owners', 'technical'],
      `${spec.owners.technical} can never be told when ${spec.system} breaks; give the team alerts in teams.yaml, or name a team that has some`,
    );
  }
  checkDate(desk, ['reviewed'], spec.reviewed, 'reviewed');
  checkReads(desk, spec);
  checkProbes(desk, spec);
  checkFields(desk, spec);
  checkFallbacks(desk, spec);
  for (const [id, text] of Object.entries(spec.links)) checkExpression(desk, ['links', id], text);
  if (spec.candidateDetail !== undefined) checkExpression(desk, ['candidateDetail'], spec.candidateDetail);
}

function checkReads({ fault }: Desk, spec: SystemSpec): void {
  for (const [id, read] of Object.entries(spec.reads)) {
    if (!id.startsWith(`${spec.system}.`)) fault(['reads', id], `a read of this file is named ${spec.system}.<name>`);
    if (!Object.hasOwn(spec.connectors, read.connector)) {
      fault(['reads', id, 'connector'], `no connector ${read.connector} here; ${choose(Object.keys(spec.connectors))}`);
    }
    if (read.standsInFor !== undefined && !Object.hasOwn(spec.reads, read.standsInFor))
      fault(['reads', id, 'standsInFor'], `no read ${read.standsInFor} here; ${choose(Object.keys(spec.reads))}`);
  }
}

function checkProbes({ fault }: Desk, spec: SystemSpec): void {
  for (const [id, { probe }] of Object.entries(spec.connectors)) {
    if (!probe || ownValue(spec.reads, probe.read)?.connector === id) continue;
    const own = Object.entries(spec.reads).flatMap(([read, { connector }]) => (connector === id ? [read] : []));
    fault(['connectors', id, 'probe', 'read'], `${id} has no read ${probe.read}; ${choose(own)}`);
  }
}
