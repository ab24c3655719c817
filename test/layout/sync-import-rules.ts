import type { ImportRule } from './api-import-rules.ts';

const SHARED = /^@sidelight\/shared\//;
const api = (path: string) => new RegExp(`^apps/api/src/${path}`);
const sync = (path: string) => new RegExp(`^apps/api/src/sync/${path}`);

/** Who may import what of two-way sync. */
export const syncRules: readonly ImportRule[] = [
  {
    name: 'values for the tests of sync',
    from: sync('canonical/(any-value|fixtures)\\.ts'),
    may: [SHARED, /^fast-check$/, sync('canonical/')],
  },
  {
    name: 'pure: values that sync compares',
    from: sync('canonical/'),
    may: [
      SHARED,
      /^node:url$/,
      /^(big\.js|libphonenumber-js\/min)$/,
      /^i18n-iso-countries\/(codes|langs\/en)\.json$/,
      sync('canonical/(?!any-value|fixtures)'),
    ],
  },
  {
    name: 'pure: what sync decides',
    from: sync('(decide/|(change|field-state|rule|linked-record)\\.ts)'),
    may: [SHARED, /^zod$/, sync('(decide/|(change|field-state|rule)\\.ts|canonical/canon\\.ts)')],
  },
  {
    name: 'pure: values between the sides and our form',
    from: sync('codec\\.ts'),
    may: [SHARED, sync('(compile|rule)\\.ts'), sync('canonical/(canon|compare|kinds|validate)\\.ts')],
  },
  {
    name: 'pure: how customers stand by their tickets',
    from: api(
      'support/(ticket-fact|to-fact|figures|score|reason-words|tags|standing|note-words|note-text|notes-compared|fixtures)\\.ts',
    ),
    may: [
      SHARED,
      /^node:crypto$/,
      api('support/(ticket-fact|figures|score|reason-words|tags|note-words)\\.ts'),
      sync('(canonical/canon|reconciled)\\.ts'),
      api('connectors/tickets-port\\.ts'),
    ],
  },
  {
    name: 'support',
    from: api('support/'),
    may: [
      SHARED,
      api('support/'),
      api('connectors/(port|sync-port|tickets-port|upstream-error)\\.ts'),
      sync('(ports|feed|target)\\.ts'),
      api('jobs/(outcome|queues)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'values for the tests of fields',
    from: sync('fields/fixtures\\.ts'),
    may: [SHARED, api('connectors/sync-port\\.ts'), sync('compile\\.ts')],
  },
  {
    name: 'pure: fields and what both sides say of them',
    from: sync('fields/(check|changes|propose|written-field)\\.ts'),
    may: [
      SHARED,
      api('connectors/sync-port\\.ts'),
      api('map/compare/field-patch\\.ts'),
      sync('(fields/(ports|propose)|compile|canonical/canon)\\.ts'),
    ],
  },
  {
    name: 'fields that do not fit',
    from: sync('fields/'),
    may: [
      SHARED,
      api('connectors/(sync-port|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
      sync('(fields/|(compile|ports|target)\\.ts|canonical/canon\\.ts)'),
    ],
  },
  {
    name: 'sync as people see it and decide about it',
    from: sync('desk/'),
    may: [
      SHARED,
      /^node:crypto$/,
      sync('(desk/|canonical/|(compile|correct|field-state|ports|reconcile|reconciled|sample|unpaired)\\.ts)'),
      sync('fields/(ports|propose|written-field)\\.ts'),
      /^apps\/api\/src\/store\/sync-[a-z-]+\.ts$/,
      /^apps\/api\/src\/map\/(sync-twins|compare\/(rule|field)-patch)\.ts$/,
      /^apps\/api\/src\/privacy\/mask\.ts$/,
      /^apps\/api\/src\/(audit\/ports|tenants\/tenant-id)\.ts$/,
    ],
  },
  {
    name: 'pure: the monthly report',
    from: /^apps\/api\/src\/report\//,
    may: [SHARED, /^apps\/api\/src\/report\//, sync('(canonical/canon|span-buckets)\\.ts')],
  },
  {
    name: 'sync',
    from: sync('((?!compile)[a-z-]+|(make|customer|erase|shape)/[a-z-]+)\\.ts'),
    may: [
      SHARED,
      /^zod$/,
      sync('(decide/|make/|customer/|erase/|shape/|fields/ports\\.ts|canonical/canon\\.ts|[a-z-]+\\.ts)'),
      /^apps\/api\/src\/connectors\/(sync-port|journal|upstream-error)\.ts$/,
      /^apps\/api\/src\/jobs\/(outcome|queues|periodic-task)\.ts$/,
      /^apps\/api\/src\/(audit\/ports|tenants\/tenant-id)\.ts$/,
      /^node:timers\/promises$/,
    ],
  },
];
