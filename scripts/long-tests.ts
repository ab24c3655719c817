/**
 * What `npm test` leaves to `npm test -- --all`, so that it takes minutes: proofs that need many processes, many kills,
 * minutes of waiting, or a page in each of its looks. Every one of these promises is kept by a shorter test, too.
 */
export const longTests: readonly string[] = [
  // Processes that are killed, one after the other.
  'test/flow/{erasure-killed,killed,killed-burst,kill-links,key-rotation,kill-views,sync-killed,replicas,clean-stop}.test.ts',
  'test/conformance/{backup,folder-lock,migrations,oauth-contention}.test.ts',
  // What takes its time by the clock.
  'test/flow/{believed,idle-calls,full-disk,out-of-memory,reload,sleep}.test.ts',
  'test/conformance/{hanging-database,jobs-idle,secrets-silence,sync-pace}.test.ts',
  'apps/api/src/http/listener.test.ts',
  'test/chaos/memory.test.ts',
  // Thousands of inputs, or a whole world.
  'test/canaries/canaries.test.ts',
  'test/conformance/generated/generated.test.ts',
  'test/conformance/{stripe-mutants,sync-plan}.test.ts',
  'test/flow/{bundle,crm-to-support,new-customer,odd-input,support-to-crm,sync-create,sync-people,ticket-fields}.test.ts',
  'test/map/{removal,sync-lint}.test.ts',
  // A program that is started for each of its verbs.
  'test/conformance/{jobs,report,secrets,sessions,sync-fields,sync-unpaired}-verb{,s}.test.ts',
  // Each page in each of its looks.
  'test/e2e/{answer-at-risk,app-management,attention,audit-page,correct-field,everybody,glance,guide,health-card,helpdesk-host,install,lead-page,privacy-page}.test.ts',
  'test/e2e/{maintenance,outage,plain-pages,quality,setup-page,status-page,steady,steady-failing,sync-page,sync-scenarios,warning,wide-pages}.test.ts',
];

/** Those that this run leaves out: none, but for `npm test`. */
export const leftOut = (): readonly string[] => (process.env.SIDELIGHT_TESTS === 'short' ? longTests : []);
