import { z } from 'zod';
import type { SyncTarget } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import { isId, type SyncApi } from './api.ts';

/** `GET /api/v2/users/{id}/compliance_deletion_statuses`: has rows once somebody has asked for it, and then for good. */
const WireStatuses = z.object({ compliance_deletion_statuses: z.array(z.object({ action: z.string() })) });

/** Whether somebody deleted a user permanently who is gone. There is no question about several. */
export const createIsErased =
  (api: SyncApi): NonNullable<SyncTarget['isErased']> =>
  async (id, signal) =>
    isId(id) && isErased(api, id, signal);

async function isErased(api: SyncApi, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    const path = `users/${id}/compliance_deletion_statuses`;
    const found = await api.seek(WireStatuses, path, signal);
    return found !== null && found.compliance_deletion_statuses.length > 0;
  } catch (error) {
    // Not ours to ask: it is taken for deleted, which a person looks at.
    if (isUpstreamError(error) && error.reason === 'forbidden') return false;
    throw error;
  }
}
