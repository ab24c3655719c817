import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Outcome } from '../connectors/resilience/policy.ts';
import type { Signal } from './signal.ts';
import { createTally, type Tally } from './tally.ts';

/** Gathers what this process sees of its connections until the next tick takes it. */
export interface SignalCollector {
  /** One call that reached the vendor. */
  call(system: string, connector: string, outcome: Outcome): void;
  /** One probe or canary: a signal of its own. */
  single(
    source: 'probe' | 'canary',
    system: string,
    connector: string,
    outcome: 'ok' | Reason,
    holdMs?: number | undefined,
  ): void;
  /** Whether there is more to take than that calls were answered. */
  isUrgent(): boolean;
  take(): Signal[];
  /** When this connection was last heard of, by any call or probe; undefined for never. */
  lastMs(connector: string): number | undefined;
}

/** `process` is this process's own name, new at each start. `now` must not jump. */
export function createSignalCollector(process: string, now: () => number): SignalCollector {
  const tallies = new Map<string, { readonly system: string; readonly tally: Tally }>();
  const heard = new Map<string, number>();
  let singles: Signal[] = [];
  let seq = 0;

  return {
    call(system, connector, outcome) {
      if (outcome.reason === 'cancelled') return;
      heard.set(connector, now());
      let entry = tallies.get(connector);
      if (!entry) {
        entry = { system, tally: createTally() };
        tallies.set(connector, entry);
      }
      entry.tally.add(outcome);
    },
    single(source, system, connector, outcome, holdMs) {
      const failed = outcome === 'ok' ? 0 : 1;
      if (source === 'probe') heard.set(connector, now());
      const reason = outcome === 'ok' ? undefined : outcome;
      singles.push({
        ...{ process, seq: seq++, system, connector, atMs: now(), source },
        ...{ ok: 1 - failed, failed, tail: failed, reason, holdMs },
      });
    },
    isUrgent: () => singles.length > 0 || [...tallies.values()].some(({ tally }) => !tally.isCalm()),
    take() {
      const atMs = now();
      const calls = [...tallies].flatMap(([connector, { system, tally }]) =>
        tally
          .signals()
          .map((one): Signal => ({ process, seq: seq++, system, connector, atMs, source: 'calls', ...one })),
      );
      tallies.clear();
      const taken = [...singles, ...calls];
      singles = [];
      return taken;
    },
    lastMs: (connector) => heard.get(connector),
  };
}
