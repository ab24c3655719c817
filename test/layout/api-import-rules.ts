const SHARED = /^@sidelight\/shared\//;
const api = (path: string) => new RegExp(`^apps/api/src/${path}`);

export interface ImportRule {
  readonly name: string;
  readonly from: RegExp;
  readonly may: readonly RegExp[];
}

/** Who may import what in the API. `composition/` and the command line see everything, and have no rule. */
export const apiRules: readonly ImportRule[] = [
  {
    name: 'pure: fields, cards, masks',
    from: api(
      '(context/(present/(field|card|consent|masked|to-value|match-issues|past-tickets|trend|word-for|customer|customer-story|candidate-words|fill-fallback|why)|identify/resolve|read/derive)|privacy/mask)\\.ts',
    ),
    may: [
      SHARED,
      /^zod$/,
      api('context/(blueprint|field-owners|ports|read/(read-state|evaluate-fields)|identify/identity)\\.ts'),
      api(
        'context/present/(field|consent|masked|to-value|match-issues|past-tickets|trend|word-for|customer-story|candidate-words|fill-fallback|why)\\.ts',
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
    from: api('connectors/(?!http/|resilience/)[a-z-]+/'),
    may: [
      SHARED,
      /^zod$/,
      /^node:(crypto|timers\/promises)$/,
      api(
        'connectors/(port|upstream-error|definition|connection-form|typed-address|typed-id|each-record|gaps|pace)\\.ts',
      ),
      /^(html-entities|big\.js)$/,
      api('connectors/(oauth|asked-scope|webhook|journal|entry|page-says|sync-port|tickets-port)\\.ts'),
      api('connectors/(http/http-client|resilience/single-flight)\\.ts'),
    ],
  },
  {
    name: 'context',
    from: api('context/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^zod$/,
      /^node:url$/,
      /^(node-cache|lru-cache|tldts)$/,
      api('context/'),
      api('connectors/(port|upstream-error|resilience/(policy|single-flight|time-box))\\.ts'),
      api('map/(expression|sync-twins)\\.ts'),
      api('privacy/(mask|reveal-use)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'audit',
    from: api('audit/'),
    may: [SHARED, /^node:crypto$/, api('(audit|tenants)/')],
  },
  {
    name: 'pure: what is held about people',
    from: api('privacy/(inventory/|data-inventory|person|kept|erasure-plan)'),
    may: [SHARED, /^zod$/, api('privacy/')],
  },
  {
    name: 'privacy',
    from: api('privacy/'),
    may: [SHARED, api('privacy/'), api('(audit/ports|jobs/outcome|tenants/tenant-id)\\.ts')],
  },
  {
    name: 'store',
    from: api('store/'),
    may: [
      SHARED,
      /^(zod|kysely|kysely\/migration|pg|@electric-sql\/pglite)$/,
      /^node:/,
      api('store/'),
      api(
        '(access|context|audit|health|alerts|marks|webhooks|tenants|secrets|setup|rollout|readiness|jobs)/ports\\.ts',
      ),
      api('audit/(chain|marks|adopt|repeats)\\.ts'),
      api('marks/issue-(ports|basis)\\.ts'),
      api('privacy/(ports|kept|person|data-inventory|inventory/(entry|written-at))\\.ts'),
      api('(support/(ports|ticket-fact)|jobs/(leases|queues|scheduler))\\.ts'),
      api(
        'sync/(ports|alarms|alarm-watch|backfill|noted|read-pages|sample|span-buckets|field-state|linked-record|stored-fields|reconciled|unpaired)\\.ts',
      ),
      api('sync/((make|customer|erase|fields)/ports|decide/decision|canonical/canon)\\.ts'),
      api('(alerts/message|report/month-facts|tenants/tenant-id|connectors/(port|sync-port|webhook))\\.ts'),
      api('health/(history|signal|health-state-machine)\\.ts'),
    ],
  },
  {
    name: 'pure: health',
    from: api(
      'health/(health-state-machine|history|signal|blast-radius|impact|incident|lead-says|whom-to-ask|status-view|due|value-key|is-as-expected|worst|slo|buckets|at-work|post-mortem/(code-words|entry-text|plain|markdown|moment|risks-part|value-text|words))\\.ts',
    ),
    may: [
      SHARED,
      api(
        'health/(health-state-machine|history|signal|blast-radius|incident|lead-says|whom-to-ask|ports|value-key|worst|buckets|post-mortem/(code-words|entry-text|plain|moment|risks-part|value-text|words))\\.ts',
      ),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'health',
    from: api('health/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^(zod|node:crypto)$/,
      api('health/'),
      api('connectors/(port|registry|page-reader|upstream-error|resilience/(policy|time-box))\\.ts'),
      api('context/(blueprint|ports)\\.ts'),
      api('jobs/(periodic-task|turns|lease-renewer)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'alerts',
    from: api('alerts/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^zod$/,
      /^node:(crypto|timers\/promises)$/,
      api('alerts/'),
      api('jobs/(periodic-task|outcome)\\.ts'),
      api('connectors/(http/http-client|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'pure: secrets',
    from: api('secrets/(sealed|secret|expiry|oauth/tokens)\\.ts'),
    may: [
      SHARED,
      /^zod$/,
      /^node:(crypto|util)$/,
      api('secrets/(secret|ports)\\.ts'),
      api('connectors/http/http-client\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'secrets',
    from: api('secrets/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^(zod|lru-cache|@aws-sdk\/client-kms)$/,
      /^node:(crypto|timers\/promises)$/,
      api('secrets/'),
      api('(health/ports|jobs/(periodic-task|leases))\\.ts'),
      api('connectors/(oauth|http/http-client|resilience/time-box|upstream-error)\\.ts'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'pure: roles',
    from: api('access/role-of\\.ts'),
    may: [SHARED],
  },
  {
    name: 'access',
    from: api('access/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^(zod|jose|yaml|lru-cache)$/,
      /^node:crypto$/,
      api('(access|tenants)/'),
      api('connectors/(port|entry|resilience/policy|upstream-error)\\.ts'),
      api('context/(blueprint|read/(reader|read-state))\\.ts'),
    ],
  },
  {
    name: 'pure: tenants',
    from: api('tenants/'),
    may: [SHARED, api('tenants/'), api('audit/ports\\.ts')],
  },
  {
    name: 'pure: jobs',
    from: api('jobs/(outcome|backoff|queues|job-data|tries|turns|ports|periodic-task)\\.ts'),
    may: [SHARED, /^zod$/, api('jobs/(backoff|queues|tries|ports)\\.ts'), api('(audit/ports|tenants/tenant-id)\\.ts')],
  },
  {
    name: 'jobs',
    from: api('jobs/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^(zod|kysely|pg-boss)$/,
      api('jobs/'),
      api('store/(database|notifications|dead-letter-log)\\.ts'),
      api('tenants/tenant-id\\.ts'),
      api('log\\.ts'),
    ],
  },
  {
    name: 'webhooks and what follows from them',
    from: api('(webhooks|marks)/'),
    may: [
      SHARED,
      api('audit/ports\\.ts'),
      /^node:crypto$/,
      api('(webhooks|marks)/'),
      api('jobs/(outcome|periodic-task)\\.ts'),
      api('health/ports\\.ts'),
      api('connectors/(port|registry|webhook|journal|upstream-error)\\.ts'),
      api('context/read/(prefetch|told-stale)\\.ts'),
      api('tenants/tenant-id\\.ts'),
      api('log\\.ts'),
    ],
  },
  {
    name: 'configuration',
    from: api('config/'),
    may: [
      SHARED,
      /^zod$/,
      /^node:(crypto|fs|net|path)$/,
      api('config/'),
      api('alerts/channel\\.ts'),
      api('connectors/(catalogue|http/allowed-host)\\.ts'),
      api('secrets/(secret|key-wrapper|local-key|kms-key)\\.ts'),
      api('tenants/(admission|tenant-id)\\.ts'),
    ],
  },
  {
    name: 'pure: limits',
    from: api('connectors/(limits|resilience/(background-share|told-limits|window-count|shared-room))\\.ts'),
    may: [SHARED, api('connectors/(limits|http/http-reason)\\.ts')],
  },
  {
    name: 'what all connectors share',
    from: api('connectors/'),
    may: [
      SHARED,
      /^(zod|axios|undici|cockatiel|lru-cache)$/,
      /^node:/,
      api('connectors/'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'map',
    from: api('map/'),
    may: [
      SHARED,
      /^(zod|yaml|jsonata|diff|@dagrejs\/dagre)$/,
      /^node:(crypto|fs\/promises|path)$/,
      api('map/'),
      api('tenants/tenant-id\\.ts'),
    ],
  },
  {
    name: 'http',
    from: api('http/'),
    may: [
      SHARED,
      /^(zod|express|helmet|prom-client)$/,
      /^node:(crypto|http|net|fs\/promises|path|perf_hooks)$/,
      api('(http|context|access|tenants|health|alerts|setup|rollout)/'),
      api(
        '(audit/(ports|desk|export-rows)|privacy/(desk|person)|webhooks/ports|jobs/tenant-admin|connectors/(entry|webhook))\\.ts',
      ),
      api(
        '(secrets/secret|report/month|marks/issue-desk|sync/(noted|span-buckets|desk/(commands|customers-shown|desk|ticket-fields)|customer/onboarding))\\.ts',
      ),
    ],
  },
];
