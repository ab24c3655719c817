import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import type { ConnectionTest } from '@sidelight/shared/setup/connection.ts';
import type { AuditDetails } from '../audit/ports.ts';
import type { Subject } from '../connectors/port.ts';
import type { Blueprint, ReadPlan } from '../context/blueprint.ts';

/** The name of the input that takes it. */
export const SAMPLE = 'sample';

export interface Sample {
  readonly plan: ReadPlan;
  readonly by: Subject['by'];
}

/** What is asked about one record to see what agents would: the first of these that a connector has. */
const subjects = ['tenant', 'account', 'billing', 'telemetry', 'ticket', 'requester'] as const;

/** The read a record is tried with. The map may name another one. */
export function sampleOf(
  { reads }: Blueprint,
  connector: string,
  probe: SystemSpec['connectors'][string]['probe'],
): Sample | undefined {
  const named = probe && reads.get(probe.read);
  if (named) return { plan: named, by: probe.by };
  const own = [...reads.values()].filter((plan) => plan.connector === connector);
  for (const about of subjects) {
    const plan = own.find((one) => one.about === about);
    if (plan) return { plan, by: about === 'tenant' ? 'tenant' : 'id' };
  }
  return undefined;
}

/** What is asked about the same thing is tried too: what each needs differs in rights. */
export const plansBeside = ({ reads }: Blueprint, plan: ReadPlan): readonly ReadPlan[] =>
  [...reads.values()].filter((other) => other.connector === plan.connector && other.about === plan.about);

/** Whose record was read, as the audit marks them. */
export function sampleSeen(
  { system }: Pick<SystemSpec, 'system'>,
  sample: Sample | undefined,
  test: ConnectionTest,
): AuditDetails {
  if (!sample || sample.by === 'tenant' || test.kind === 'failed' || !test.record) return {};
  const { id } = test.record;
  if (sample.plan.about === 'ticket') return { ticketId: id };
  return system === 'helpdesk' ? { requesterId: id } : { accountId: id };
}
