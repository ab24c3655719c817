import type { ImportRule } from './api-import-rules.ts';

const SHARED = /^@sidelight\/shared\//;
const api = (path: string) => new RegExp(`^apps/api/src/${path}`);

/** Of what a vendor brings to sync, the parts that only think. */
export const vendorSyncRules: readonly ImportRule[] = [
  {
    name: 'pure: sync of a vendor',
    from: api('connectors/zendesk/sync/(spelling|rails-zones|kinds|records|events|refusals|items|ticket-facts)\\.ts'),
    may: [SHARED, /^zod$/, api('connectors/zendesk/sync/'), api('connectors/(sync-port|tickets-port)\\.ts')],
  },
];
