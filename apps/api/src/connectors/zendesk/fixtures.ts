/** Answers as Zendesk sends them (trimmed recordings, names changed): more fields than we read. */
export const requesterUser = {
  id: 35436,
  url: 'https://acme.zendesk.com/api/v2/users/35436.json',
  name: 'Dana Whitfield',
  email: 'dana@northwind.example',
  created_at: '2024-02-11T09:00:00Z',
  updated_at: '2026-11-20T08:15:00Z',
  time_zone: 'London',
  iana_time_zone: 'Europe/London',
  locale_id: 1,
  locale: 'en-GB',
  organization_id: 57542,
  role: 'end-user',
  verified: true,
  external_id: '5100000101',
  tags: [],
  suspended: false,
  active: true,
  custom_role_id: null,
  restricted_agent: false,
  ticket_restriction: 'requested',
  user_fields: { product_account: null },
};

export const agentUser = {
  ...requesterUser,
  id: 7004,
  name: 'Lena Adler',
  email: 'lena@acme.example',
  locale: 'de',
  organization_id: null,
  external_id: null,
  role: 'agent',
  ticket_restriction: null,
  custom_role_id: 360001,
};

export const organization = {
  id: 57542,
  url: 'https://acme.zendesk.com/api/v2/organizations/57542.json',
  name: 'Northwind Traders',
  domain_names: ['northwind.example'],
  external_id: '6100000101',
  organization_fields: {},
  created_at: '2024-02-11T09:00:00Z',
  updated_at: '2026-10-01T08:15:00Z',
};

export const ticket = {
  id: 1001,
  url: 'https://acme.zendesk.com/api/v2/tickets/1001.json',
  external_id: null,
  via: { channel: 'email', source: {} },
  created_at: '2026-11-23T09:02:00Z',
  updated_at: '2026-11-23T09:05:00Z',
  type: 'incident',
  subject: 'Export stops half way',
  priority: 'high',
  status: 'open',
  requester_id: 35436,
  submitter_id: 35436,
  assignee_id: 7004,
  organization_id: 57542,
  group_id: 360010,
  brand_id: 360030,
  tags: ['exports', 'enterprise'],
  custom_fields: [],
};

export const group = {
  url: 'https://acme.zendesk.com/api/v2/groups/360010.json',
  id: 360010,
  is_public: true,
  name: 'Tier 1',
  description: '',
  default: true,
  deleted: false,
  created_at: '2024-02-11T09:00:00Z',
  updated_at: '2026-10-01T08:15:00Z',
};

const page = {
  meta: { has_more: false, after_cursor: 'eyJvIjoi', before_cursor: null },
  links: { prev: null, next: null },
};
export const groupsAnswer = {
  groups: [group, { ...group, id: 360012, name: 'Pilot crew' }, { ...group, id: 360019, name: 'Gone', deleted: true }],
  ...page,
};
export const membersAnswer = { count: { value: 12, refreshed_at: '2026-11-16T08:00:00Z' } };
const metric = { metric: 'first_reply_time', stage: 'achieved', breach_at: '2026-11-10T10:00:00Z' };
const earlier = {
  ...ticket,
  ...{ id: 901, subject: 'Audit log export', status: 'closed', updated_at: '2026-11-14T09:05:00Z', priority: 'normal' },
  satisfaction_rating: { id: 9901, score: 'bad', comment: 'Too slow' },
  metric_set: { id: 701, ticket_id: 901, solved_at: '2026-11-12T16:00:00Z', reopens: 1 },
  slas: { policy_metrics: [{ ...metric, hours: -3 }] },
  tags: ['escalated'],
};
/** `organizations/{id}/tickets`, the newest change first. The last one is in a private group. */
export const historyAnswer = {
  tickets: [
    { ...ticket, satisfaction_rating: { score: 'unoffered' }, slas: { policy_metrics: [] }, metric_set: null },
    earlier,
    {
      ...{ ...earlier, id: 900, subject: 'Second admin', tags: [], satisfaction_rating: null, metric_set: null },
      slas: { policy_metrics: [{ ...metric, days: 2 }] },
    },
    { ...earlier, id: 899, subject: 'About a colleague', group_id: 360019 },
  ],
  users: [requesterUser, agentUser],
  groups: [group, { ...group, id: 360019, name: 'People', is_public: false }],
  ...page,
};
export const ticketAnswer = { ticket, users: [requesterUser, agentUser], organizations: [organization] };
export const userAnswer = { user: requesterUser, organizations: [organization] };
export const agentAnswer = { user: agentUser };
export const brandsAnswer = {
  brands: [
    {
      id: 360030,
      name: 'Acme',
      subdomain: 'acme',
      brand_url: 'https://help.acme.example',
      active: true,
      default: true,
    },
    { id: 360031, name: 'Acme Europe', subdomain: 'acme-eu', brand_url: 'https://acme-eu.zendesk.com', active: true },
  ],
  ...page,
};
/** Whose credentials ours are: `users/me`. To nobody's it answers with a visitor. */
export const meAnswer = {
  user: { ...agentUser, id: 7005, name: 'Olivia Castellano', role: 'admin', custom_role_id: null },
};
export const visitorAnswer = {
  user: {
    ...agentUser,
    id: null,
    name: 'Anonymous user',
    email: 'invalid@example.com',
    role: 'end-user',
    updated_at: null,
  },
};
export const notFound = { error: 'RecordNotFound', description: 'Not found' };
