import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ConnectionLog } from './ports.ts';

export interface RefreshKeyRightsDeps {
  readonly tenant: TenantId;
  readonly log: Pick<ConnectionLog, 'all' | 'granted'>;
  /** What the key of a connection may do by its vendor's word; undefined where the vendor does not say. */
  rightsOf(connector: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
}

/** What a typed key may do changes at its vendor, and of one that an earlier release saved nobody has asked. */
export const createRefreshKeyRights =
  ({ tenant, log, rightsOf }: RefreshKeyRightsDeps) =>
  async (signal: AbortSignal): Promise<void> => {
    for (const stored of await log.all(tenant)) {
      if (stored.method !== 'key') continue;
      const granted = await rightsOf(stored.connector, signal).catch((error: unknown) => {
        // What was known stays: it is asked again tomorrow.
        if (isUpstreamError(error)) return undefined;
        throw error;
      });
      const text = granted?.join(' ');
      if (text !== undefined && text !== stored.inputs.granted) await log.granted(tenant, stored, text);
    }
  };
