import type { SyncWork } from '../jobs/queues.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** A job of the sync queue: those of one kind of work on one kind of record go one after the other. */
export const syncJob = (tenant: TenantId, object: string, work: SyncWork) => ({
  ...{ tenant, ids: { object, work }, order: `${object}|${work}` },
});

/** To read on in the CRM's journal, which tells of all kinds of records. */
export const journalJob = (tenant: TenantId) => syncJob(tenant, 'journal', 'read_journal');

/** The same for records that are to be made on one side. */
export const syncMakeJob = (tenant: TenantId, object: string, to: Side) => ({
  ...{ tenant, ids: { object, to }, order: `${object}|${to}` },
});
