import type { Connection } from '../connectors/registry.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';

/** Somebody looks at a page meanwhile. */
const WITHIN_MS = 2000;
const KEPT_MS = 600_000;
const FAILED_MS = 60_000;
type Names = ReadonlyMap<string, string>;
const nobody: Names = new Map();

/**
 * Names of those who work in the CRM, by number: asked for once in ten minutes. Where it does not say, nobody is named, and
 * it is asked again after a minute.
 */
export function peopleOfCrm(
  connection: () => Pick<Connection, 'policy' | 'sync'> | undefined,
  steadyNow: () => number,
): () => Promise<Names> {
  let known: { readonly names: Names; readonly untilMs: number } | undefined;

  async function ask(): Promise<Names | undefined> {
    const crm = connection();
    const people = crm?.sync()?.people;
    if (!crm || !people) return undefined;
    try {
      const signal = AbortSignal.timeout(WITHIN_MS);
      return await crm.policy.run('sync.people', (own) => people.names(own), WITHIN_MS, 0, signal, 'sync');
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return undefined;
    }
  }

  return async () => {
    if (known && steadyNow() < known.untilMs) return known.names;
    const names = await ask();
    known = { names: names ?? nobody, untilMs: steadyNow() + (names ? KEPT_MS : FAILED_MS) };
    return known.names;
  };
}
