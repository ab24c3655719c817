const SHARED = /^@sidelight\/shared\//;
const api = (path: string) => new RegExp(`^apps/api/src/${path}`);

/** Who may import what: the first rule whose `from` fits a file is its rule. */
export const rules: readonly { readonly name: string; readonly from: RegExp; readonly may: readonly RegExp[] }[] = [
  { name: 'shared', from: /^packages\/shared\/src\//, may: [/^packages\/shared\/src\//, /^zod$/] },
  {
    name: 'pure: fields, cards, masks',
    from: api('(context/(field|card|to-value|match-issues|customer|resolve|fill-fallback|derive)|privacy/mask)\\.ts'),
    may: [
      SHARED,
      /^zod$/,
      api(
        'context/(blueprint|read-state|field|to-value|match-issues|fill-fallback|identity|ports|evaluate-fields)\\.ts',
      ),
      api('privacy/mask\\.ts'),
      api('connectors/port\\.ts'),
    ],
  },
  {
    name: 'pure: normalise',
    from: api('connectors/[a-z]+/(normalise|payment-status|payment|money|standing|worth|adf|text-of)\\.ts'),
    may: [SHARED, /^\.\//, api('connectors/[a-z]+/'), api('connectors/port\\.ts')],
  },
  {
    name: 'a vendor',
    from: api('connectors/[a-z]+/'),
    may: [
      SHARED,
      /^zod$/,
      api('connectors/(port|http-client|upstream-error|definition|door|typed-address|typed-id|each-record|gaps)\\.ts'),
    ],
  },
  {
    name: 'context',
    from: api('context/'),
    may: [
      SHARED,
      /^zod$/,
      /^node:url$/,
      /^(node-cache|tldts)$/,
      api('context/'),
      api('connectors/(port|policy|time-box|upstream-error)\\.ts'),
      api('map/expression\\.ts'),
      api('privacy/mask\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'store',
    from: api('store/'),
    may: [
      SHARED,
      /^(zod|kysely|kysely\/migration|pg|@electric-sql\/pglite)$/,
      /^node:/,
      api('store/'),
      api('(context|health|alerts|jobs|tenants|secrets|setup|rollout|readiness)/ports\\.ts'),
      api('alerts/message\\.ts'),
      api('health/(history|signal|machine)\\.ts'),
      api('tenants/tenant-id\\.ts'),
      api('connectors/port\\.ts'),
    ],
  },
  {
    name: 'pure: health',
    from: api(
      'health/(machine|history|signal|blast-radius|impact|incident|status-view|due|value-key|is-as-expected|worst|promise|buckets)\\.ts',
    ),
    may: [
      SHARED,
      api('health/(machine|history|signal|blast-radius|incident|ports|value-key|worst|buckets)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'health',
    from: api('health/'),
    may: [
      SHARED,
      /^zod$/,
      api('health/'),
      api('connectors/(port|policy|registry|page-reader|upstream-error|time-box)\\.ts'),
      api('context/(blueprint|ports)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'alerts',
    from: api('alerts/'),
    may: [
      SHARED,
      /^zod$/,
      /^node:crypto$/,
      api('alerts/'),
      api('health/chore\\.ts'),
      api('connectors/(http-client|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'pure: secrets',
    from: api('secrets/(sealed|secret|matches-any-secret|expiry|oauth/(vendors|tokens))\\.ts'),
    may: [
      SHARED,
      /^zod$/,
      /^node:(crypto|util)$/,
      api('secrets/(secret|ports)\\.ts'),
      api('connectors/http-client\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'secrets',
    from: api('secrets/'),
    may: [
      SHARED,
      /^zod$/,
      /^node:(crypto|timers\/promises)$/,
      api('secrets/'),
      api('health/(chore|ports)\\.ts'),
      api('connectors/(http-client|time-box|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'pure: rollout',
    from: api('rollout/(phase|may-use|criteria|judge|down-minutes|is-failed|blockers)\\.ts'),
    may: [SHARED, api('rollout/(judge|phase)\\.ts')],
  },
  {
    name: 'rollout',
    from: api('rollout/'),
    may: [
      SHARED,
      api('rollout/'),
      api('health/(chore|ports)\\.ts'),
      api('connectors/(port|policy|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'setup',
    from: api('setup/'),
    may: [
      SHARED,
      /^zod$/,
      /^node:crypto$/,
      api('(setup|secrets)/'),
      api('connectors/(doors|door|allowed-host|registry|port|time-box|upstream-error|http-client)\\.ts'),
      api('connectors/zendesk/scopes\\.ts'),
      api('context/(blueprint|evaluate-fields|read-state|to-value)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'pure: readiness',
    from: api('readiness/(score|facts|evidence|areas/[a-z-]+)\\.ts'),
    may: [SHARED, api('readiness/(facts|evidence|areas/[a-z-]+)\\.ts'), api('map/compare/drift\\.ts')],
  },
  {
    name: 'readiness',
    from: api('readiness/'),
    may: [
      SHARED,
      api('readiness/'),
      api('health/ports\\.ts'),
      api('rollout/ports\\.ts'),
      api('map/compare/drift\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'pure: roles',
    from: api('tenants/role-of\\.ts'),
    may: [SHARED],
  },
  {
    name: 'map',
    from: api('map/'),
    may: [
      SHARED,
      /^(zod|yaml|jsonata|@dagrejs\/dagre)$/,
      /^node:(fs\/promises|path)$/,
      api('map/'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'http',
    from: api('http/'),
    may: [
      SHARED,
      /^(zod|express|prom-client)$/,
      /^node:(crypto|http|fs\/promises|path|perf_hooks)$/,
      api('(http|context|tenants|health|alerts|setup|rollout)/'),
      api('jobs/ports\\.ts'),
      api('secrets/(secret|matches-any-secret)\\.ts'),
    ],
  },
  {
    name: 'sidebar view',
    from: /^apps\/sidebar\/src\/view\//,
    may: [SHARED, /^preact/, /^apps\/sidebar\/src\/(view|model|words)\//],
  },
  {
    name: 'sidebar model',
    from: /^apps\/sidebar\/src\/model\//,
    may: [SHARED, /^@preact\/signals-core$/, /^virtual:/, /^apps\/sidebar\/src\/(model|host\/port)/],
  },
  {
    name: 'sidebar words',
    from: /^apps\/sidebar\/src\/words\//,
    may: [SHARED, /^apps\/sidebar\/src\/(words\/|model\/state)/],
  },
  {
    name: 'pure: the package and its rules',
    from: /^scripts\/package\/(?!(template|build-package|package|validate-file|check-package)\.ts)/,
    may: [/^(zod|yaml|fflate)$/, /^scripts\/package\/(?!template|build-package)/],
  },
  {
    name: 'package commands',
    from: /^scripts\/package\//,
    may: [/^zod$/, /^node:(crypto|fs\/promises|path|util)$/, /^scripts\/package\//],
  },
];

/** A library that does IO is seen by one file. */
export const doors: Readonly<Record<string, readonly string[]>> = {
  axios: ['apps/api/src/connectors/http-axios.ts'],
  undici: ['apps/api/src/connectors/http-axios.ts'],
  'node-cache': ['apps/api/src/context/cache.ts'],
  pg: ['apps/api/src/store/database.ts'],
  '@electric-sql/pglite': ['apps/api/src/store/database.ts'],
  pino: ['apps/api/src/log.ts'],
  'prom-client': ['apps/api/src/http/metrics.ts'],
  jose: ['apps/api/src/tenants/signed-url.ts'],
  fflate: ['scripts/package/zip.ts'],
};
