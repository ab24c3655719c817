import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { HealthRules } from '@sidelight/shared/map/health-rules.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Connection } from '../connectors/registry.ts';
import { probeAfterMs } from './due.ts';
import type { StoredConnection } from './ports.ts';
import type { SignalCollector } from './signal-collector.ts';

export interface ProberDeps {
  readonly map: IntegrationMap;
  readonly pace: HealthRules['probes'];
  readonly collector: SignalCollector;
  connection(connector: string): Connection | undefined;
  isAtWork(): boolean;
  now(): number;
  random(): number;
  onBug(error: unknown, connector: string): void;
}

export interface Prober {
  /** Asks every connection whose time has come; does not wait for the answers. */
  run(known: readonly StoredConnection[], signal: AbortSignal): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const JITTER = 0.1;
/** With nobody at work, half as often: what sync looks for meanwhile has room in the same twelve calls an hour. */
const IDLE_FACTOR = 2;
/** A first failure is followed by two more questions at once: three decide. */
const CONFIRM = 2;
const CONFIRM_AFTER_MS = 200;

/**
 * Asks quiet connections, so that trouble is seen before an agent meets it, and recovery before the
 * breaker tries. The question is the connector's own harmless one, or a read of a record the map names.
 */
export function createProber({ map, pace, collector, connection, isAtWork, now, random, onBug }: ProberDeps): Prober {
  const running = new Map<string, Promise<void>>();
  const probes = Object.values(map.systems).flatMap((spec) =>
    Object.entries(spec.connectors).map(([connector, { probe: record, quota }]) => {
      const timeoutMs = (record && ownValue(spec.reads, record.read)?.budget.timeoutMs) ?? spec.budget.timeoutMs;
      const own = quota.quietMs === undefined ? pace : { ...pace, quietMs: quota.quietMs };
      return { system: spec.system, connector, record, timeoutMs, pace: own };
    }),
  );
  type Probe = (typeof probes)[number];

  /** What is well is asked later, never sooner: that pace is the fastest there is. */
  const spread = (afterMs: number, { quietMs }: ProberDeps['pace']): number =>
    afterMs * (1 + JITTER * (afterMs === quietMs ? random() : 2 * random() - 1));

  function questionOf({ system, record }: Probe, { connector, ping }: Connection) {
    if (!record) return ping;
    const { read, ...subject } = record;
    const ask = ownValue(connector.reads, read.slice(system.length + 1));
    return ask && ((signal: AbortSignal) => ask(subject, signal));
  }

  async function ask(own: Probe, signal: AbortSignal): Promise<'ok' | Reason> {
    const { system, connector, timeoutMs } = own;
    const found = connection(connector);
    const question = found && questionOf(own, found);
    if (!question) return 'not_configured';
    const outcome = await found.policy.probe(question, timeoutMs, signal);
    const holdMs = outcome === 'ok' ? undefined : found.policy.holdMs();
    if (outcome !== 'cancelled') collector.single('probe', system, connector, outcome, holdMs || undefined);
    return outcome;
  }

  async function probe(own: Probe, isHealthy: boolean, signal: AbortSignal): Promise<void> {
    let outcome = await ask(own, signal);
    for (let more = 0; more < CONFIRM && isHealthy && mayPass(outcome) && !signal.aborted; more++) {
      await pause(CONFIRM_AFTER_MS, signal);
      outcome = await ask(own, signal);
    }
  }

  return {
    run(known, signal) {
      if (!pace.isOn) return;
      for (const own of probes) {
        const { connector } = own;
        const found = connection(connector);
        if (running.has(connector) || !found || found.policy.holdMs() > 0 || found.policy.refusal('probe')) continue;
        const history = known.find((stored) => stored.connector === connector)?.history;
        // By whichever process it was last heard of.
        const heardMs = Math.max(collector.lastMs(connector) ?? 0, history?.recent.at(-1)?.atMs ?? 0);
        const { quietMs } = own.pace;
        const ownPace = { ...own.pace, quietMs: isAtWork() ? quietMs : IDLE_FACTOR * quietMs };
        const afterMs = spread(probeAfterMs(history?.now, ownPace), ownPace);
        if (now() - heardMs < afterMs) continue;
        const isHealthy = (history?.now.state ?? 'ok') === 'ok';
        const asking = probe(own, isHealthy, signal)
          .catch((error: unknown) => onBug(error, connector))
          .finally(() => running.delete(connector));
        running.set(connector, asking);
      }
    },
    idle: async () => void (await Promise.all(running.values())),
  };
}

/** Worth asking again at once: a refusal of our credentials, or a request to wait, is not. */
const mayPass = (outcome: 'ok' | Reason): boolean =>
  outcome === 'timeout' || outcome === 'unreachable' || outcome === 'upstream_error' || outcome === 'bad_answer';

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
