import type { Fallback, Receipt } from '@sidelight/shared/context/field.ts';
import type { Issue, Value } from '@sidelight/shared/context/value.ts';

const DAY_MS = 86_400_000;

/** Times are told from when the page is opened, so that ages in pictures are the same every day. */
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
export const inDays = (days: number): string => ago(-days * DAY_MS);

export const text = (value: string): Value => ({ kind: 'text', text: value });
export const number = (value: number, rest: { of?: number; note?: string } = {}): Value => ({
  kind: 'number',
  number: value,
  ...rest,
});
export const code = (
  value: string,
  label: string,
  tone: 'good' | 'neutral' | 'warn' | 'bad' = 'neutral',
  since?: string,
): Value => ({ kind: 'code', code: value, label, tone, isConfirmed: true, ...(since && { since }) });
export const money = (amount: string, currency: string, at?: string): Value => ({
  kind: 'money',
  amount,
  currency,
  ...(at && { at }),
});
export const date = (at: string): Value => ({ kind: 'date', at });

export const issues = (items: Issue[], elsewhere = 0): Value => ({ kind: 'issues', items, elsewhere });

export const exportsIssue = (): Issue => ({
  id: 'APP-4127',
  title: 'Exports time out on large workspaces',
  status: 'Identified',
  tone: 'warn',
  since: ago(80 * 60_000),
  workaround: 'export month by month until the fix is out',
  matched: ['exports'],
  url: 'https://jira.example/browse/APP-4127',
  sentence: 'We know about the export problem and are working on it. Exporting month by month works meanwhile.',
});

/** The vendor behind each system, what a record of it is called, and an id of one. */
const SOURCES: Readonly<Record<string, readonly [string, string, string]>> = {
  helpdesk: ['Zendesk', 'user', '38801234567'],
  crm: ['HubSpot', 'company', '990017'],
  billing: ['Stripe', 'subscription', 'sub_1Q8fA0Lk2eZvKYlo'],
  issues: ['Jira', 'issue', 'APP-4127'],
  telemetry: ['PostHog', 'group', 'acc_northwind'],
};

export const systemOf = (field: string): string => {
  if (field === 'customer.name') return 'helpdesk';
  const [subject = ''] = field.split('.');
  const known: Record<string, string> = { plan: 'billing', payment: 'billing', issues: 'issues', usage: 'telemetry' };
  return known[subject] ?? 'crm';
};

export const vendorOf = (field: string): string =>
  field === 'issues.incidents' ? 'Statuspage' : (SOURCES[systemOf(field)]?.[0] ?? '');

export const receipt = (field: string, readMsAgo: number): Receipt => {
  const system = systemOf(field);
  const [, type = '', id = ''] = SOURCES[system] ?? [];
  return {
    system,
    source: vendorOf(field),
    record: { type, id, url: `https://${system}.example/record/${id}` },
    changedAt: ago(12 * DAY_MS),
    readAt: ago(readMsAgo),
    mapping: `${system}.${field.split('.')[1]} → main.${field.split('.')[1]}`,
  };
};

export const fallbackFor = (field: string): Fallback => {
  const system = systemOf(field);
  if (system === 'billing' && field.startsWith('payment')) {
    return {
      steps: [
        {
          text: 'Look up dana@northwind.example in Stripe and read the open invoices.',
          url: 'https://stripe.example/',
        },
        { text: 'Unpaid for more than 14 days: ask RevOps before you give premium help.' },
      ],
      sentence: 'I am checking your billing record and will confirm within the hour.',
      owner: 'RevOps',
      contact: '#revops-desk',
    };
  }
  return {
    steps: [
      { text: `Look up dana@northwind.example in ${vendorOf(field)} by hand.`, url: 'https://console.example/' },
      { text: 'No access? Treat it as not known, and say so on the ticket.' },
    ],
    sentence: 'I am confirming the details of your account and will come back to you within the hour.',
    owner: 'Sales Ops',
    contact: '#sales-ops',
  };
};
