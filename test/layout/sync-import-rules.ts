import type { ImportRule } from './api-import-rules.ts';

const SHARED = /^@sidelight\/shared\//;
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
    name: 'sync',
    from: sync('(?!compile)[a-z-]+\\.ts'),
    may: [
      SHARED,
      sync('(decide/|canonical/canon\\.ts|[a-z-]+\\.ts)'),
      /^apps\/api\/src\/connectors\/(sync-port|upstream-error)\.ts$/,
      /^apps\/api\/src\/jobs\/(outcome|queues)\.ts$/,
      /^apps\/api\/src\/tenants\/tenant-id\.ts$/,
      /^node:timers\/promises$/,
    ],
  },
];
