import type { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import type { AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import type { Area } from '@sidelight/shared/setup/area.ts';
import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { LEAST_SCORE } from '@sidelight/shared/setup/readiness.ts';
import type { Setup } from '@sidelight/shared/setup/setup.ts';
import type { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { ago } from '../scenarios/values.ts';
import { crmWebhook, replaced } from './app-webhooks.ts';
import { ALL, byServer, connections, endingSoon, failedTest, passedTest, unusable } from './connections.ts';
import { type Met, NOTHING, readiness } from './readiness.ts';
import { piloted, rollout } from './rollout.ts';

/** What is done on the page before its picture is taken: a click, or a text typed into a field. */
type Step = string | readonly [selector: string, text: string];

export interface SetupScenario {
  readonly story: string;
  readonly locale?: string;
  readonly steps?: readonly Step[];
  readonly refuse?: { readonly status: number; readonly code: string };
  setup(): Setup;
  /** Without it, nothing waits and nothing was given up. */
  readonly jobs?: JobsReport;
  /** Without it, HubSpot's is set up, and tells. */
  webhooks?(): AppWebhooks;
  /** Without it, one of each kind. */
  keys?(): StoredKeys;
  /** What saving or removing a secret comes to. */
  readonly setSecret?: AppWebhookAnswer;
  /** What testing a connection comes to; without it the test takes for ever. */
  connect?(): ConnectAnswer;
}

const low = (area: Area, score: number): Blocker => ({ code: 'low_for_pilot', area, score, least: LEAST_SCORE });

const page = (more: Partial<Setup>, met: Met = {}): Setup => ({
  at: ago(0),
  tenant: 'acme',
  connections: connections(ALL),
  webhook: { kind: 'registered', since: ago(86_400_000), lastDeliveryAt: ago(40_000) },
  readiness: readiness(met),
  rollout: rollout(),
  ...more,
});

const fresh = () =>
  page(
    {
      connections: connections([]),
      webhook: { kind: 'not_possible', reason: 'helpdesk_not_connected' },
      rollout: rollout({
        allGroups: [],
        areGroupsKnown: false,
        watched: rollout().watched.map(({ measured, ...one }) => one),
        blockers: [{ code: 'no_pilot_group' }, low('taxonomy', 1), low('monitoring', 1)],
      }),
    },
    NOTHING,
  );

const half = () =>
  page(
    {
      connections: connections(['zendesk', 'hubspot'], { statuspage: byServer }),
      webhook: { kind: 'not_registered' },
      rollout: rollout({ blockers: [{ code: 'no_pilot_group' }, low('monitoring', 1)] }),
    },
    { taxonomy: 1, security: 1, monitoring: 0, rollout: 0, training: 1 },
  );

const blocked = () =>
  page(
    {
      webhook: {
        kind: 'registered',
        since: ago(86_400_000),
        lastDeliveryAt: ago(40_000),
        test: { sentAt: ago(50_000), state: 'arrived', tookMs: 412 },
      },
      rollout: rollout({
        pilotGroups: ['360004', '360006'],
        groups: ['360004', '360006'],
        blockers: [low('training', 2)],
      }),
    },
    { training: 1 },
  );

const tooLow = () =>
  page({ rollout: rollout({ pilotGroups: ['360004'], blockers: [low('taxonomy', 1)] }) }, { taxonomy: 0 });

const PARTS = ['.keys summary', '.preview-form .btn'] as const;
const STRIPE = ['#c-stripe', ['#in-stripe-key', 'rk_live_not_a_real_one']] as const;

/** What an admin may find on the setup page. Each keeps to the contract: see `scenarios.test.ts`. */
export const setupScenarios: Readonly<Record<string, SetupScenario>> = {
  'setup-fresh': { story: 'a fresh install', setup: fresh, keys: () => ({ at: ago(0), keys: [] }) },
  'setup-failed': {
    story: 'half connected, and one test has failed',
    setup: half,
    connect: () => ({ test: failedTest(), isSaved: false }),
    steps: [...STRIPE, '#c-stripe-body .btn.main'],
  },
  'setup-mapped': {
    story: 'what a test found',
    setup: half,
    steps: ['#c-hubspot'],
    connect: () => ({ test: passedTest(), isSaved: true }),
  },
  'setup-testing': { story: 'a test is running', setup: half, steps: [...STRIPE, '#c-stripe-body [type=submit]'] },
  'setup-consent': {
    story: 'waiting for an admin at the vendor’s page',
    setup: () => page({ ...half(), connections: connections(['zendesk']) }, { security: 1, monitoring: 0 }),
    steps: ['#c-hubspot', '#c-hubspot-body .way:first-of-type .btn.main'],
  },
  'setup-blocked': { story: 'all green, and readiness is in the way', setup: blocked, steps: ['#area-training'] },
  'setup-low': { story: 'codes that the map does not know are in the way', setup: tooLow },
  'setup-low-german': { story: 'the same in German', locale: 'de', setup: tooLow },
  'setup-breached': {
    story: 'the pilot runs and a criterion is breached',
    setup: () => page({ rollout: rollout(piloted) }),
  },
  'setup-changed': {
    story: 'groups and limits were changed and not saved',
    setup: blocked,
    steps: ['tbody tr:first-child td input', ['#criterion-mostDownMinutes', '0']],
  },
  'setup-jobs': {
    story: 'background work fails and was given up, and an admin is about to discard some of it',
    setup: () => page({ rollout: rollout(piloted) }),
    jobs: {
      waiting: [
        { queue: 'webhook', count: 0, failing: 0 },
        { queue: 'alert', count: 3, failing: 2 },
        { queue: 'mark', count: 1, failing: 0 },
      ],
      givenUp: [
        { queue: 'mark', reason: 'not_allowed', count: 12, at: ago(3_600_000) },
        { queue: 'alert', reason: 'no_such_record', count: 1, at: ago(86_400_000) },
      ],
    },
    steps: ['[aria-labelledby=s-jobs] .part:last-child .btn:last-of-type'],
  },
  'setup-everyone': {
    story: 'about to go to everyone',
    setup: () =>
      page({
        rollout: rollout({ ...piloted, phase: 'groups', watched: rollout().watched, blockers: [] }),
      }),
    steps: ['.phases + .buttons .btn.main'],
  },
  'setup-broken': {
    story: 'a grant was taken back, a key ends, a test was lost',
    setup: () =>
      page({
        connections: connections(ALL, { hubspot: unusable, jira: endingSoon, statuspage: byServer }),
        webhook: {
          ...{ kind: 'registered', since: ago(86_400_000), isBehind: true },
          test: { sentAt: ago(90_000), state: 'lost' },
        },
      }),
    steps: ['#c-hubspot', '#c-jira', '#c-jira-body .out .btn'],
  },
  'setup-webhook-new': {
    story: 'the CRM’s webhook is not set up, and a secret that was typed is too short',
    setup: half,
    webhooks: () => ({
      at: ago(0),
      webhooks: [crmWebhook({ signingKey: { kind: 'none' }, lastDeliveryAt: undefined })],
      alarms: [],
    }),
    setSecret: { kind: 'refused', why: 'too_short', least: 16 },
    steps: ['#w-crm', ['#in-webhook-crm', 'short'], '#w-crm-body .btn.main'],
  },
  'setup-webhook-replaced': {
    story: 'the CRM’s webhook has a new secret, and an admin is about to remove it',
    setup: blocked,
    webhooks: () => ({
      at: ago(0),
      webhooks: [replaced()],
      alarms: [{ system: 'helpdesk', text: 'Helpdesk has sent no webhook since Nov 24, 2026, 4:12 AM UTC.' }],
    }),
    steps: ['#w-crm', '#w-crm-body .out .btn'],
  },
  'setup-webhook-german': {
    story: 'the same in German, on a server that does not know its own address',
    locale: 'de',
    setup: blocked,
    webhooks: () => ({ at: ago(0), webhooks: [{ ...replaced(), address: undefined }], alarms: [] }),
    steps: ['#w-crm'],
  },
  'setup-german': {
    story: 'in German: a blocker, readiness that is missing, and a test that fails',
    locale: 'de',
    setup: half,
    connect: () => ({ test: failedTest(), isSaved: false }),
    steps: [...STRIPE, '#c-stripe-body .btn.main', '#area-security'],
  },
  'setup-parts': {
    story: 'keys of every kind, how many people groups are, and a ticket as an agent sees it',
    setup: blocked,
    steps: PARTS,
  },
  'setup-parts-german': {
    story: 'the same in German, and a ticket number that is none',
    locale: 'de',
    setup: blocked,
    steps: [...PARTS, ['#preview-ticket', 'zehn']],
  },
  'setup-expired': { story: 'the session has ended', refuse: { status: 401, code: 'session_expired' }, setup: half },
};
