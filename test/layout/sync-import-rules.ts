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
];
