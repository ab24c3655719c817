import type { Card } from '@sidelight/shared/context/card.ts';
import type { HealthRules } from '@sidelight/shared/map/health-rules.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import type { AtWork } from './at-work.ts';
import { canaryAfterMs } from './due.ts';
import type { ConnectionHealth } from './health-state-machine.ts';
import { isAsExpected } from './is-as-expected.ts';
import type { SignalCollector } from './signal-collector.ts';

export interface CanaryDeps {
  readonly rules: HealthRules;
  readonly collector: SignalCollector;
  /** The whole context of a ticket, past every cache, as an agent would see it. */
  open(ticketId: string, signal: AbortSignal): Promise<readonly Card[]>;
  /** Where a field comes from. */
  sourceOf(field: string): { readonly system: string; readonly connector: string } | undefined;
  connections(): readonly ConnectionHealth[];
  readonly atWork: Pick<AtWork, 'sinceMs'>;
  now(): number;
}

/**
 * Reads a test customer whose values are known. A value that is wrong says that its system is up
 * and lying; one that could not be read says nothing here, for the calls have said it. It costs each vendor some calls:
 * nobody is at work, and it is not read; somebody comes to work after a silence, and it is read at once.
 */
export function createCanary({ rules, collector, open, sourceOf, connections, atWork, now }: CanaryDeps): PeriodicTask {
  const { canary, probes } = rules;
  if (!canary || !probes.isOn) return { name: 'canary', run: async () => {} };

  let begunMs = Number.NEGATIVE_INFINITY;

  function isDue(everyMs: number): boolean {
    const sinceMs = atWork.sinceMs();
    if (sinceMs === undefined) return false;
    return begunMs < sinceMs || now() - begunMs >= canaryAfterMs(connections(), everyMs, probes);
  }

  return {
    name: 'canary',
    async run(signal) {
      if (!isDue(canary.everyMs)) return;
      begunMs = now();
      const fields = (await open(canary.ticket, signal)).flatMap((card) => card.fields);
      const verdicts = new Map<string, { system: string; isRight: boolean }>();
      for (const [id, expected] of Object.entries(canary.expects)) {
        const source = sourceOf(id);
        const found = fields.find((candidate) => candidate.id === id);
        const isRight = isAsExpected(found, expected);
        if (!source || isRight === undefined) continue;
        const before = verdicts.get(source.connector)?.isRight ?? true;
        verdicts.set(source.connector, { system: source.system, isRight: before && isRight });
      }
      for (const [connector, { system, isRight }] of verdicts) {
        collector.single('canary', system, connector, isRight ? 'ok' : 'wrong_values');
      }
    },
  };
}
