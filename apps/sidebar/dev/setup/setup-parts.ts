import type { Field, Receipt } from '@sidelight/shared/context/field.ts';
import type { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import type { PreviewAnswer } from '@sidelight/shared/setup/preview.ts';
import type { StoredKey, StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { ago } from '../scenarios/values.ts';

const DAY_MS = 86_400_000;
const by = { by: 'Olivia Castellano', isUnusable: false };

const consent: StoredKey = {
  ...{ system: 'helpdesk', systemName: 'Helpdesk', name: 'Zendesk', connector: 'zendesk', kind: 'consent' },
  ...{ ...by, storedAt: ago(40 * DAY_MS) },
  ...{ scopes: ['tickets:read', 'users:read', 'impersonate'], more: ['impersonate'] },
};
const jira: StoredKey = {
  ...{ system: 'issues', systemName: 'Issue tracker', name: 'Jira', connector: 'jira', kind: 'key', ...by },
  label: { en: 'API token', de: 'API-Token' },
  storedAt: ago(350 * DAY_MS),
  end: { at: ago(-15 * DAY_MS), isLatest: true },
};
const stripe: StoredKey = {
  ...{ system: 'billing', systemName: 'Billing', name: 'Stripe', connector: 'stripe', kind: 'key', ...by },
  label: { en: 'Restricted key', de: 'Eingeschränkter Schlüssel' },
  storedAt: ago(20 * DAY_MS),
};
const hubspot: StoredKey = {
  ...{ system: 'crm', systemName: 'CRM', name: 'HubSpot', connector: 'hubspot', kind: 'key', ...by },
  ...{ label: { en: 'Private app token', de: 'Token der privaten App' }, storedAt: ago(3 * DAY_MS), isUnusable: true },
};
const signing: StoredKey = {
  ...{ system: 'helpdesk', systemName: 'Helpdesk', name: 'Zendesk', connector: 'zendesk', kind: 'signing_key' },
  ...{ ...by, storedAt: ago(39 * DAY_MS) },
};
const server: StoredKey = {
  ...{ system: 'telemetry', systemName: 'Usage', name: 'PostHog', connector: 'posthog', kind: 'server' },
  isUnusable: false,
};

/** One that is over, one that soon will be, and one of each other kind. */
export const storedKeys = (): StoredKeys => ({ at: ago(0), keys: [hubspot, jira, consent, signing, stripe, server] });

export const groupMembers = (ids: string): GroupMembers => ({
  members: ids.split(',').map((group, i) => (i === 2 ? { group } : { group, count: i === 0 ? 1 : 14 })),
});

const receipt: Receipt = { system: 'billing', source: 'Stripe', readAt: ago(1000) };
const code = (id: string, label: string, text: string): Field => ({
  ...{ id, label, state: 'ok', receipt },
  value: { kind: 'code', code: 'x', label: text, tone: 'good', isConfirmed: true },
});
const frame = (id: string, label: string) => ({ id, label, show: 'row' }) as const;

/** A healthy customer, and a card whose system could not be read. */
export const previewed = (): PreviewAnswer => ({
  ...{ kind: 'shown', at: ago(0), ticketId: '1001' },
  hidden: ['Worth', 'Pinned note'],
  customer: {
    ...{ state: 'linked', evidence: ['email'], canReject: false },
    requester: { id: '1', name: 'Priya Sharma' },
    account: { id: '2', name: 'Northwind Traders' },
  },
  frames: [
    { id: 'plan', title: 'Plan', fields: [frame('plan.name', 'Plan'), frame('plan.entitlement', 'Support level')] },
    { id: 'payment', title: 'Payment', fields: [frame('payment.status', 'Status'), frame('payment.due', 'Due')] },
  ],
  cards: [
    {
      ...{ id: 'plan', version: 1, waiting: [], sources: [] },
      fields: [
        code('plan.name', 'Plan', 'Enterprise'),
        code('plan.entitlement', 'Support level', '1 h reply · Premium'),
      ],
    },
    {
      ...{ id: 'payment', version: 1, waiting: [], sources: [] },
      fields: [
        {
          ...{ id: 'payment.status', label: 'Status', state: 'failed', reason: 'timeout' },
          fallback: { steps: [{ text: 'Ask billing' }], owner: 'RevOps' },
        },
        { id: 'payment.due', label: 'Due', state: 'absent', receipt, none: 'Nothing due' },
      ],
    },
  ],
});
