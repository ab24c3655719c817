import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { say, type Text } from '@sidelight/shared/map/text.ts';
import type { ConnectionState } from '../connectors/policy.ts';

interface System {
  readonly name: Text;
  readonly connectors: readonly string[];
}

const order: readonly ConnectionState['state'][] = ['locked_out', 'down', 'degraded', 'ok'];

/** The health of every system from the state of its connections: as bad as its worst one. */
export function createHealth(
  systems: ReadonlyMap<string, System>,
  stateOf: (connector: string) => ConnectionState | undefined,
  startedAtMs: number,
): (locale: string) => SystemHealth[] {
  const since = new Date(startedAtMs).toISOString();
  return (locale) =>
    [...systems].map(([system, { name, connectors }]) => {
      const named = { system, name: say(name, locale) };
      const states = connectors.flatMap((connector) => stateOf(connector) ?? []);
      const worst = states.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];
      if (!worst || worst.state === 'ok') return { ...named, state: 'ok', since };
      return { ...named, state: worst.state, reason: worst.reason, since: new Date(worst.sinceMs).toISOString() };
    });
}
