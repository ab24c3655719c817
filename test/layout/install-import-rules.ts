import type { ImportRule } from './api-import-rules.ts';

const SHARED = /^@sidelight\/shared\//;
const api = (path: string) => new RegExp(`^apps/api/src/${path}`);

/** Who may import what of the way from an install to everybody using it. */
export const installRules: readonly ImportRule[] = [
  {
    name: 'pure: rollout',
    from: api('rollout/(phase|may-use|criteria|evaluate-criteria|down-minutes|is-failed|blockers)\\.ts'),
    may: [SHARED, api('rollout/(evaluate-criteria|phase)\\.ts')],
  },
  {
    name: 'rollout',
    from: api('rollout/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      api('rollout/'),
      api('(health/ports|jobs/(periodic-task|turns|leases))\\.ts'),
      api('connectors/(port|resilience/policy|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'setup',
    from: api('setup/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^zod$/,
      /^node:crypto$/,
      api('(setup|secrets)/'),
      api('access/signed-token\\.ts'),
      api(
        'connectors/(connection-forms?|registry|port|oauth|asked-scope|webhook|upstream-error|http/(allowed-host|http-client)|resilience/time-box)\\.ts',
      ),
      api('context/(blueprint|read/(evaluate-fields|read-state)|present/to-value)\\.ts'),
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
];
