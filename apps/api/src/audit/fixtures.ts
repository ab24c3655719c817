import { requireTenant } from '../tenants/tenant-id.ts';
import type { OnRecord } from './ports.ts';

/** For tests that are not about the audit, of parts whose store is not the real one. */
export const noRecord: OnRecord = {
  entry: {
    ...{ tenant: requireTenant('acme'), atMs: 0, requestId: 'r', actorId: '7001', role: 'lead' },
    action: 'incident.noted',
  },
  settle: async () => {},
};
