import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { tryConnector, type VendorAddress } from '../connectors/registry.ts';
import { timeBox } from '../connectors/resilience/time-box.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';

export interface KeyRightsDeps {
  readonly map: IntegrationMap;
  readonly connect?: Parameters<typeof tryConnector>[3]['connect'];
  now(): number;
}

/** A key that works is saved whether the vendor says this or not: nobody waits long for it. */
const PATIENCE_MS = 2000;

/** What a key may do by its vendor's own word, in OAuth's spelling; '' where the vendor does not say. */
export async function keyRights(
  deps: KeyRightsDeps,
  { connector, address }: { readonly connector: string; readonly address: VendorAddress },
  signal: AbortSignal,
): Promise<string> {
  const spec = Object.values(deps.map.systems).find(({ connectors }) => Object.hasOwn(connectors, connector));
  const made = spec && tryConnector(spec, connector, address, deps);
  try {
    const rights = await timeBox(async (s) => made?.keyRights(s), PATIENCE_MS, signal);
    return rights?.join(' ') ?? '';
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    return '';
  } finally {
    await made?.close();
  }
}
