import type { Owner } from '@sidelight/shared/health/blast-radius.ts';
import type { NodeDetail } from '@sidelight/shared/map/picture.ts';

export const teams = {
  supportOps: { name: 'Support Ops', contact: '#support-ops' },
  revOps: { name: 'RevOps', contact: '#revops-desk' },
  salesOps: { name: 'Sales Ops', contact: '#sales-ops' },
  it: { name: 'IT', contact: '#it-help' },
  integrations: { name: 'Integrations', contact: '#integrations' },
} satisfies Record<string, Owner>;

export const owners = (business: keyof typeof teams, technical: keyof typeof teams) => ({
  business: teams[business],
  technical: teams[technical],
});

type Break = NodeDetail['breaks'][number];

const workflows = {
  entitlement: {
    id: 'entitlement_check',
    name: 'Entitlement check',
    priority: 'critical',
    owner: teams.revOps,
    impact: 'Agents cannot tell which support a customer has paid for.',
    workaround: 'Give standard support, look the account up in Stripe, ask RevOps before premium help.',
  },
  lookup: {
    id: 'account_lookup',
    name: 'Account lookup',
    priority: 'high',
    owner: teams.supportOps,
    impact: 'Agents do not know which company is asking.',
    workaround: 'Search the company by its domain in HubSpot and write its name into the ticket.',
  },
  renewal: {
    id: 'renewal_risk_review',
    name: 'Renewal-risk review',
    priority: 'normal',
    owner: teams.salesOps,
    impact: 'Customers about to leave are not noticed in the ticket.',
    workaround: "Use last week's renewal sheet, and ask the account owner.",
  },
} satisfies Record<string, Break>;

export const breaksOf = (...names: readonly (keyof typeof workflows)[]): Break[] =>
  names.map((name) => workflows[name]);
