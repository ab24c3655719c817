import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Signal } from './signal.ts';

/** Gathers what this process sees of its connections until the next tick takes it. */
export interface Collector {
  /** One call that reached the vendor. */
  call(system: string, connector: string, outcome: 'ok' | Reason, holdMs: number | undefined): void;
  /** One probe or canary: a signal of its own. */
  single(source: 'probe' | 'canary', system: string, connector: string, outcome: 'ok' | Reason): void;
  take(): Signal[];
  /** When this connection was last heard of, by any call or probe; undefined for never. */
  lastMs(connector: string): number | undefined;
}

interface Tally {
  readonly system: string;
  ok: number;
  failed: number;
  tail: number;
  reason: Reason | undefined;
  holdMs: number | undefined;
}

/** `process` is this process's own name, new at each start. `now` must not jump. */
export function createCollector(process: string, now: () => number): Collector {
  const tallies = new Map<string, Tally>();
  const heard = new Map<string, number>();
  let singles: Signal[] = [];
  let seq = 0;

  return {
    call(system, connector, outcome, holdMs) {
      if (outcome === 'cancelled') return;
      heard.set(connector, now());
      let tally = tallies.get(connector);
      if (!tally) {
        tally = { system, ok: 0, failed: 0, tail: 0, reason: undefined, holdMs: undefined };
        tallies.set(connector, tally);
      }
      if (outcome === 'ok') {
        tally.ok++;
        tally.tail = 0;
        return;
      }
      tally.failed++;
      tally.tail++;
      tally.reason = outcome;
      tally.holdMs = holdMs ?? tally.holdMs;
    },
    single(source, system, connector, outcome) {
      const failed = outcome === 'ok' ? 0 : 1;
      if (source === 'probe') heard.set(connector, now());
      const reason = outcome === 'ok' ? undefined : outcome;
      singles.push({
        ...{ process, seq: seq++, system, connector, atMs: now(), source },
        ...{ ok: 1 - failed, failed, tail: failed, reason },
      });
    },
    take() {
      const atMs = now();
      const calls = [...tallies].map(
        ([connector, tally]): Signal => ({ process, seq: seq++, connector, atMs, source: 'calls', ...tally }),
      );
      tallies.clear();
      const taken = [...singles, ...calls];
      singles = [];
      return taken;
    },
    lastMs: (connector) => heard.get(connector),
  };
}
