import { callLimits, type Mutant, scenario } from './mutant.ts';

const POLICY = 'apps/api/src/connectors/resilience/policy.ts';
const HTTP = 'apps/api/src/connectors/http/axios-client.ts';
const REGISTRY = 'apps/api/src/connectors/registry.ts';
const OPEN = 'apps/api/src/context/open-context.ts';

/** Mistakes in how vendors are called. */
export const callMutants: readonly Mutant[] = [
  {
    name: 'drop the breaker',
    breaks: 'a system that fails is soon not asked any more',
    edits: [
      {
        file: POLICY,
        old: 'return await breaker.execute(() => boxed(run, task, timeoutMs, parent));',
        new: 'return await boxed(run, task, timeoutMs, parent);',
      },
    ],
    caughtBy: callLimits('breaker alone'),
  },
  {
    name: 'drop the jitter',
    breaks: 'replicas that failed together do not ask again together',
    edits: [
      {
        file: POLICY,
        old: 'RETRY_JITTER_MS.from + deps.random() * (RETRY_JITTER_MS.to - RETRY_JITTER_MS.from)',
        new: 'RETRY_JITTER_MS.from',
      },
    ],
    caughtBy: { file: 'test/chaos/retry-jitter.test.ts' },
  },
  {
    name: 'drop the retry budget',
    breaks: 'at most one call in ten is a retry',
    edits: [{ file: POLICY, old: ' || !retryBudget.spend()', new: '' }],
    caughtBy: { file: 'test/chaos/burst.test.ts', words: 'one call in ten' },
  },
  {
    name: 'ignore Retry-After',
    breaks: 'who asks to be left alone is left alone',
    edits: [
      {
        file: 'apps/api/src/connectors/resilience/holds.ts',
        old: 'return Math.max(growing, retryAfterMs ?? 0);',
        new: 'return 0 * (growing + (retryAfterMs ?? 0));',
      },
    ],
    caughtBy: scenario('429 of crm'),
  },
  {
    name: 'retry on 401',
    breaks: 'credentials that were refused are not tried again',
    edits: [
      {
        file: POLICY,
        old: "retryable: readonly Reason[] = ['unreachable', 'upstream_error'];",
        new: "retryable: readonly Reason[] = ['unreachable', 'upstream_error', 'credential'];",
      },
    ],
    caughtBy: scenario('401 of billing'),
  },
  {
    name: 'treat 404 as failure',
    breaks: '"nobody by that id" is an answer',
    edits: [{ file: HTTP, old: ' || status === 404 || status === 410 ||', new: ' || status === 410 ||' }],
    caughtBy: callLimits('nobody by that id'),
  },
  {
    name: 'ask about a customer after any strange answer',
    breaks: 'a system in trouble is not asked twice as much',
    edits: [
      {
        file: 'apps/api/src/connectors/stripe/connector.ts',
        old: 'isUpstreamError(error) && error.isRefusal && error.reason',
        new: 'isUpstreamError(error) && error.reason',
      },
    ],
    caughtBy: scenario('html_login of billing'),
  },
  {
    name: 'share one breaker between systems',
    breaks: 'one system that fails leaves the others alone',
    edits: [
      {
        file: REGISTRY,
        old: '  const connections = new Map<string, Connection>();',
        new: '  const connections = new Map<string, Connection>();\n  let shared: Policy | undefined;',
      },
      {
        file: REGISTRY,
        old: 'const policy = deps.policies.get(',
        new: 'const policy = shared ??= deps.policies.get(',
      },
    ],
    caughtBy: scenario('401 of billing'),
  },
  {
    name: 'let the deadline slip',
    breaks: 'every answer is complete by its deadline',
    edits: [
      {
        file: OPEN,
        old: "new UpstreamError('timeout')), deadlineMs);",
        new: "new UpstreamError('timeout')), 2 * deadlineMs);",
      },
    ],
    caughtBy: callLimits('deadline holds'),
  },
  {
    name: 'leak a timer for each answer',
    breaks: 'an answer that is over leaves nothing running',
    edits: [{ file: OPEN, old: '    clearTimeout(timer);\n', new: '' }],
    caughtBy: callLimits('no timer'),
  },
  {
    name: 'leak a timer for each service',
    breaks: 'a service that was stopped lets go of everything',
    edits: [{ file: 'apps/api/src/composition/service.ts', old: '      await scheduler.stop();\n', new: '' }],
    caughtBy: scenario('5xx of crm'),
  },
  {
    name: 'keep what was shown',
    breaks: 'an opening that is over leaves nothing in memory',
    edits: [
      {
        file: OPEN,
        old: '  cardStream.opened();\n',
        new: '  cardStream.opened();\n  everything.push(cardStream);\n',
      },
      {
        file: OPEN,
        old: "const ALL = Symbol('all');",
        new: "const ALL = Symbol('all');\nconst everything: unknown[] = [];",
      },
    ],
    caughtBy: { file: 'test/chaos/memory.test.ts', words: 'leaves nothing in memory' },
  },
  {
    name: 'log the token',
    breaks: 'nothing secret is in logs',
    edits: [
      {
        file: 'apps/api/src/composition/tenant-reads.ts',
        old: '    onOutcome: signals.onOutcome,\n',
        new: `    onOutcome(system, connector, outcome) {
      signals.onOutcome(system, connector, outcome);
      log.warn('a call failed', { tenant, reason: JSON.stringify(endpoints.addresses[connector]?.headers) });
    },\n`,
      },
    ],
    caughtBy: scenario('503 of billing'),
  },
];
