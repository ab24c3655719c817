import { apiRules, type ImportRule } from './api-import-rules.ts';
import { installRules } from './install-import-rules.ts';
import { syncRules } from './sync-import-rules.ts';
import { vendorSyncRules } from './vendor-sync-rules.ts';

const SHARED = /^@sidelight\/shared\//;

/** Who may import what: the first rule whose `from` fits a file is its rule. */
export const rules: readonly ImportRule[] = [
  { name: 'shared', from: /^packages\/shared\/src\//, may: [/^packages\/shared\/src\//, /^zod$/] },
  ...vendorSyncRules,
  ...apiRules,
  ...installRules,
  ...syncRules,
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
    name: 'pure: the plan of sync',
    from: /^apps\/api\/src\/sync\/compile\.ts/,
    may: [SHARED, /^apps\/api\/src\/(sync\/(canonical\/canon|rule)|map\/expression)\.ts/],
  },
  {
    name: 'pure: the package and its rules',
    from: /^scripts\/package\/(?!(template|build-package|package|package-command|validate-command|validate-file|check-package)\.ts)/,
    may: [/^(zod|yaml|fflate)$/, /^scripts\/package\/(?!template|build-package)/],
  },
  {
    name: 'package commands',
    from: /^scripts\/package\//,
    may: [/^zod$/, /^node:(crypto|fs\/promises|path)$/, /^scripts\/package\//, /^apps\/api\/src\/cli\/arguments\//],
  },
];

/** A library that does IO is seen by one file. */
export const ioLibraries: Readonly<Record<string, readonly string[]>> = {
  axios: ['apps/api/src/connectors/http/axios-client.ts'],
  undici: [
    'apps/api/src/connectors/http/axios-client.ts',
    'apps/api/src/connectors/http/exchange.ts',
    'apps/api/src/connectors/http/guarded-connect.ts',
    'apps/api/src/connectors/http/sockets.ts',
  ],
  'node-cache': ['apps/api/src/context/read/cache.ts'],
  pg: [
    ...['apps/api/src/store/database.ts', 'apps/api/src/store/postgres-notifications.ts'],
    'apps/api/src/store/postgres-pool.ts',
  ],
  '@electric-sql/pglite': ['apps/api/src/store/database.ts', 'apps/api/src/store/pglite-notifications.ts'],
  'pg-boss': ['apps/api/src/jobs/job-queue.ts'],
  pino: ['apps/api/src/log.ts'],
  'prom-client': ['apps/api/src/http/metrics.ts', 'apps/api/src/http/sync-metrics.ts'],
  jose: ['apps/api/src/access/signed-url.ts'],
  '@aws-sdk/client-kms': ['apps/api/src/secrets/kms-client.ts'],
  fflate: ['scripts/package/zip.ts'],
};
