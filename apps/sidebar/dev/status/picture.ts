import type { MapPicture, NodeDetail, PictureEdge, PictureNode } from '@sidelight/shared/map/picture.ts';
import { breaksOf, owners, teams } from './people.ts';

const WIDTH = 176;
const HEIGHT = 48;
const COLUMNS = { source: 0, system: 268, sidebar: 556, workflow: 820 };

type Part = Partial<NodeDetail>;
const detail = (more: Part): NodeDetail => ({ recordOf: [], flows: [], breaks: [], fallbacks: [], ...more });

function node(
  id: string,
  kind: PictureNode['kind'],
  [title, subtitle]: readonly [string, string],
  [x, y]: readonly [number, number],
  systems: string[],
  more: Part = {},
  height = HEIGHT,
): PictureNode {
  return { id, kind, title, subtitle, x, y, width: WIDTH, height, systems, detail: detail(more) };
}

const { source, system, sidebar, workflow } = COLUMNS;

const nodes: PictureNode[] = [
  node('identity_provider', 'unconnected', ['Identity provider', 'staff sign-in'], [source, 20], [], {
    purpose: "Signs staff in to the helpdesk and to every vendor's console.",
    owners: owners('supportOps', 'it'),
    contact: '#it-help',
    ifItStops: 'Nobody new can sign in; fallbacks that open a console do not work.',
    reviewed: '2026-11-16',
  }),
  node('automation', 'unconnected', ['Triage automation', 'tags, routing'], [source, 108], []),
  node('ai_assistant', 'unconnected', ['AI assistant', 'suggested replies'], [source, 196], []),
  node('knowledge_base', 'unconnected', ['Knowledge base', 'help articles'], [source, 284], []),
  node('helpdesk', 'system', ['Helpdesk', 'Zendesk · 182 ms'], [system, 20], ['helpdesk'], {
    purpose: 'Tickets, the people who wrote them, and the agents who answer.',
    owners: owners('supportOps', 'integrations'),
    contact: '#support-ops',
  }),
  node('crm', 'system', ['CRM', 'HubSpot · 231 ms'], [system, 128], ['crm'], {
    purpose: 'Who the customer is, which company they belong to, and who looks after them.',
    owners: owners('salesOps', 'integrations'),
    contact: '#crm-admins',
    breaks: breaksOf('lookup'),
  }),
  node('billing', 'system', ['Billing', 'Stripe · 204 ms'], [system, 236], ['billing'], {
    purpose: 'What the customer bought, until when, and whether they have paid.',
    owners: owners('revOps', 'integrations'),
    contact: '#billing-ops',
    recordOf: ['subscription', 'invoice', 'payment'],
    reviewed: '2026-11-16',
    flows: [
      {
        id: 'billing_to_sidebar',
        data: 'plan, payment status',
        other: 'Helpdesk sidebar',
        isIncoming: false,
        isTwoWay: false,
        timing: 'real_time',
        owners: owners('revOps', 'integrations'),
      },
      {
        id: 'ids_to_crm',
        data: 'billing id of the account',
        other: 'CRM',
        isIncoming: false,
        isTwoWay: false,
        timing: 'scheduled',
        owners: owners('revOps', 'integrations'),
      },
    ],
    breaks: breaksOf('entitlement', 'renewal'),
    fallbacks: [
      {
        fields: ['Plan', 'Entitled to', 'Seats', 'Term'],
        steps: [
          'Look up the requester’s address in Stripe and read the active subscription.',
          'No access? Give standard support and note “plan not confirmed” on the ticket.',
        ],
        sentence: 'I am confirming what your plan includes and will come back to you within the hour.',
        owner: teams.revOps,
        confirmed: '2026-11-02',
      },
      {
        fields: ['Payment status', 'Due', 'Last invoice'],
        steps: ['Unpaid for more than 14 days: ask RevOps before you give premium help.'],
        owner: teams.revOps,
        confirmed: '2026-11-02',
      },
    ],
  }),
  node('telemetry', 'system', ['Telemetry', 'PostHog · 118 ms'], [system, 344], ['telemetry']),
  node('issues', 'system', ['Issue tracker', 'Jira, Statuspage · 88 ms'], [system, 452], ['issues']),
  node('sidebar', 'sidebar', ['Helpdesk sidebar', '5 cards'], [sidebar, 228], [], {}, 64),
  node('w_lookup', 'workflow', ['Account lookup', ''], [workflow, 20], ['crm', 'helpdesk'], {
    breaks: breaksOf('lookup'),
  }),
  node('w_entitlement', 'workflow', ['Entitlement check', ''], [workflow, 128], ['billing'], {
    breaks: breaksOf('entitlement'),
  }),
  node('w_triage', 'workflow', ['Triage and routing', ''], [workflow, 236], ['crm', 'helpdesk', 'issues']),
  node('w_escalation', 'workflow', ['Incident escalation', ''], [workflow, 344], ['issues']),
  node('w_renewal', 'workflow', ['Renewal-risk review', ''], [workflow, 452], ['billing', 'telemetry']),
  node('warehouse', 'unconnected', ['Warehouse', 'daily'], [source, 372], []),
  node('renewal_sheet', 'unconnected', ['Renewal sheet', 'weekly, by hand'], [source, 470], []),
];

const at = (id: string): PictureNode => nodes.find((one) => one.id === id) ?? nodes[0]!;

function edge(from: string, to: string, label: string, systems: string[], isManual = false): PictureEdge {
  const [a, b] = [at(from), at(to)];
  const id = `${from}-${to}`;
  if (a.x === b.x) {
    const [x, top] = [a.x + WIDTH / 2, a.y < b.y ? a.y + a.height : a.y];
    const end = a.y < b.y ? b.y : b.y + b.height;
    const points = [
      { x, y: top },
      { x, y: end },
    ];
    return { id, from, to, label, points, labelAt: { x, y: (top + end) / 2 + 4 }, isManual, isTwoWay: false, systems };
  }
  const isRight = a.x < b.x;
  const start = { x: isRight ? a.x + WIDTH : a.x, y: a.y + a.height / 2 };
  const end = { x: isRight ? b.x : b.x + WIDTH, y: b.y + b.height / 2 };
  const middle = (start.x + end.x) / 2;
  const points = [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
  const labelAt = { x: (start.x + middle) / 2 + 8, y: start.y - 6 };
  return { id, from, to, label, points, ...(label && { labelAt }), isManual, isTwoWay: false, systems };
}

const edges: PictureEdge[] = [
  edge('identity_provider', 'helpdesk', 'sign-in', []),
  edge('automation', 'helpdesk', '', []),
  edge('ai_assistant', 'helpdesk', '', []),
  edge('knowledge_base', 'helpdesk', '', []),
  edge('telemetry', 'warehouse', 'events', []),
  edge('warehouse', 'renewal_sheet', 'renewals', [], true),
  edge('helpdesk', 'sidebar', 'ticket', ['helpdesk']),
  edge('crm', 'sidebar', 'account', ['crm']),
  edge('billing', 'crm', 'billing id', ['billing']),
  edge('billing', 'sidebar', 'plan', ['billing']),
  edge('telemetry', 'sidebar', 'usage', ['telemetry']),
  edge('issues', 'sidebar', 'issues', ['issues']),
  edge('sidebar', 'w_lookup', '', ['crm', 'helpdesk']),
  edge('sidebar', 'w_entitlement', '', ['billing']),
  edge('sidebar', 'w_triage', '', ['crm', 'helpdesk', 'issues']),
  edge('sidebar', 'w_escalation', '', ['issues']),
  edge('sidebar', 'w_renewal', '', ['billing', 'telemetry']),
];

/** Roughly the picture the API lays out of the demo map. */
export const picture: MapPicture = { width: 996, height: 518, nodes, edges };

const stretch = <T extends { readonly x: number }>(point: T): T => ({ ...point, x: point.x * 1.45 });

/** The same with more room between its columns. */
export const wider = ({ width, height, nodes, edges }: MapPicture): MapPicture => ({
  width: width * 1.45,
  height,
  nodes: nodes.map((one) => ({ ...stretch(one), width: one.width * 1.45 })),
  edges: edges.map(({ points, labelAt, ...edge }) => ({
    ...edge,
    points: points.map(stretch),
    ...(labelAt && { labelAt: stretch(labelAt) }),
  })),
});
