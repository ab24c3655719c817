import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { say, type Text } from '@sidelight/shared/map/text.ts';
import type { ConnectionState } from '../connectors/resilience/policy.ts';
import { byHarm } from './worst.ts';

interface System {
  readonly name: Text;
  readonly connectors: readonly string[];
}

const MAX_LOCALES = 100;

/**
 * The health of every system from the state of its connections: as bad as its worst one. While all
 * is well the answer is the same object, so that whoever has written it out need not do it again.
 */
export function createHealth(
  systems: ReadonlyMap<string, System>,
  stateOf: (connector: string) => ConnectionState | undefined,
  startedAtMs: number,
): (locale: string) => readonly SystemHealth[] {
  const since = new Date(startedAtMs).toISOString();
  const connectors = [...systems.values()].flatMap((system) => system.connectors);
  const allWell = new Map<string, readonly SystemHealth[]>();

  function healthIn(locale: string): SystemHealth[] {
    return [...systems].map(([system, { name, connectors: own }]) => {
      const named = { system, name: say(name, locale) };
      const states = own.flatMap((connector) => stateOf(connector) ?? []);
      const worst = states.sort(byHarm)[0];
      if (!worst || worst.state === 'ok') return { ...named, state: 'ok', since };
      return { ...named, state: worst.state, reason: worst.reason, since: new Date(worst.sinceMs).toISOString() };
    });
  }
  return (locale) => {
    const isAllWell = connectors.every((connector) => (stateOf(connector)?.state ?? 'ok') === 'ok');
    if (!isAllWell) return healthIn(locale);
    const known = allWell.get(locale) ?? healthIn(locale);
    if (allWell.size < MAX_LOCALES) allWell.set(locale, known);
    return known;
  };
}
