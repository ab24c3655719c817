import { createBlueprint } from '@sidelight/api/context/blueprint.ts';
import { placeholdersOf } from '@sidelight/api/context/present/placeholders.ts';
import { checkTexts } from '@sidelight/api/map/load-map.ts';
import { PLACEHOLDERS } from '@sidelight/shared/map/placeholder.ts';
import { describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, NOW_MS, withChange } from './demo-map.ts';

const texts = await demoTexts();
const line = (file: string, part: string) =>
  texts.get(file)!.slice(0, texts.get(file)!.indexOf(part)).split('\n').length;

/** Each: what is done to the map, in which file, and the fault that must come of it. */
const cases: readonly (readonly [string, string, string, string, RegExp])[] = [
  [
    'a flow from nowhere',
    'flows.yaml',
    'from: crm',
    'from: crn',
    /^flows\.yaml:\d+:\d+ nothing is called crn; write one of: .*sidebar/,
  ],
  ['a flow to itself', 'flows.yaml', 'to: sidebar', 'to: helpdesk', /a flow goes from one system to another/],
  [
    'a flow by a read of another system',
    'flows.yaml',
    'crm.domain]',
    'billing.customer]',
    /crm has no read billing\.customer/,
  ],
  ['a flow of no team', 'flows.yaml', 'technical: it }', 'technical: its }', /no team its in teams\.yaml/],
  [
    'a system on no flow',
    'flows.yaml',
    'to: messaging',
    'to: warehouse',
    /^unconnected\.yaml:\d+:3 no flow starts or ends at messaging/,
  ],
  [
    'a workflow of no field',
    'workflows.yaml',
    'plan.worth, ',
    'plan.price, ',
    /^workflows\.yaml:\d+:\d+ no card shows plan\.price/,
  ],
  ['a workflow of no system', 'workflows.yaml', 'systems: [issues]', 'systems: [jira]', /no system is called jira/],
  ['a workflow of no team', 'workflows.yaml', 'owner: sales_ops', 'owner: sales', /no team sales /],
  [
    'a decision no workflow needs',
    'systems/billing.yaml',
    'value: main.seats',
    'value: main.seats\n    decision: true',
    /no workflow needs plan\.seats/,
  ],
  [
    'a probe of a read of another connector',
    'systems/issues.yaml',
    'statusPage: https://jira-software.status.atlassian.com',
    'probe: { read: issues.incidents, by: tenant, value: all }',
    /jira has no read issues\.incidents; write one of: issues\.known/,
  ],
  [
    'a canary that expects what nobody shows',
    'health.yaml',
    'plan.entitlement:',
    'plan.entitled:',
    /^health\.yaml:\d+:\d+ no card shows plan\.entitled/,
  ],
  [
    'a system whose wrong values nobody would notice',
    'health.yaml',
    '    usage.active: { from: 1, to: 2 }\n',
    '',
    /^health\.yaml:\d+:\d+ nothing is expected of telemetry.*write one of: usage\.active, /,
  ],
  [
    'a canary that expects a number between nothing',
    'health.yaml',
    '{ from: 1, to: 2 }',
    '{ from: 2, to: 1 }',
    /^health\.yaml:\d+:\d+ no number is from 2 to 1; swap the two/,
  ],
  [
    'a canary that expects an issue of a number',
    'health.yaml',
    '{ from: 1, to: 2 }',
    '{ has: APP-1 }',
    /^health\.yaml:\d+:\d+ a number has no issues; write the value, or present: true/,
  ],
  [
    'a placeholder nobody fills',
    'systems/crm.yaml',
    'Search HubSpot for {{requester.email}}',
    'Search HubSpot for {{requester.mail}}',
    /nothing is known by \{\{requester\.mail\}\}; write one of: .*\{\{requester\.email\}\}/,
  ],
  [
    'other customers in a sentence for one of them',
    'systems/billing.yaml',
    'I am confirming your billing details',
    'Are you one of {{billing.customers}}? I am confirming your billing details',
    /nothing is known by \{\{billing\.customers\}\}/,
  ],
  [
    'a console nobody has',
    'systems/crm.yaml',
    '{{console.hubspot}}',
    '{{console.salesforce}}',
    /nothing is known by \{\{console\.salesforce\}\}/,
  ],
  [
    'a half-open placeholder',
    'systems/crm.yaml',
    '{{requester.email}} and',
    '{{requester.email} and',
    /nothing is known by \{\{requester\.email\}/,
  ],
  [
    'a link to nowhere',
    'systems/issues.yaml',
    '"{{console.statuspage}}"',
    '"status.acme.example"',
    /start the link with https/,
  ],
  [
    'a fallback nobody uses',
    'systems/crm.yaml',
    'fallbacks:\n',
    'fallbacks:\n  spare:\n    steps: [{ text: Ask }]\n    owner: it\n    confirmed: 2026-11-01\n',
    /^systems\/crm\.yaml:\d+:3 no field uses it/,
  ],
  [
    'a fallback confirmed next week',
    'systems/crm.yaml',
    'confirmed: 2026-11-02',
    'confirmed: 2026-12-01',
    /2026-12-01 is still to come; write the day it was confirmed/,
  ],
  [
    'a day that is none',
    'systems/crm.yaml',
    'confirmed: 2026-11-02',
    'confirmed: 2026-02-30',
    /write a day as YYYY-MM-DD/,
  ],
  [
    'a fallback with no step for agents',
    'systems/helpdesk.yaml',
    '      - text:\n          en: Treat',
    '        roles: [lead, admin]\n      - roles: [lead]\n        text:\n          en: Treat',
    /no step is for the role agent/,
  ],
  [
    'an owner that can never be told',
    'teams.yaml',
    'alerts: [integrations-slack, integrations-pager, integrations-hook]',
    'alerts: []',
    /^systems\/billing\.yaml:\d+:\d+ integrations can never be told when billing breaks/,
  ],
  [
    'a default that is no value',
    'systems/crm.yaml',
    'value: properties.customer_tier\n    type: code',
    'value: properties.customer_tier\n    type: code\n    default: basic',
    /basic is none of the values; write one of: enterprise/,
  ],
  [
    'a default for a trend',
    'systems/telemetry.yaml',
    'type: trend',
    'type: trend\n    default: 0',
    /a trend cannot have a default/,
  ],
  [
    'a validity that does not parse',
    'systems/billing.yaml',
    'value: main.seats',
    "value: main.seats\n    valid: 'main.('",
    /not a JSONata expression/,
  ],
  [
    'values of no code',
    'systems/billing.yaml',
    'type: text\n',
    'type: text\n    values: { a: { label: A } }\n',
    /a text has no values/,
  ],
  [
    'a verdict of no field',
    'cards.yaml',
    'facts: [plan.entitlement',
    'facts: [plan.entitled',
    /^cards\.yaml:\d+:\d+ no card shows plan\.entitled; write one of: /,
  ],
  [
    'a verdict that says a thing twice',
    'cards.yaml',
    'risks: [customer.care, health.risk]',
    'risks: [health.risk, payment.status]',
    /payment\.status is already in the verdict/,
  ],
  [
    'a verdict of a line that is drawn',
    'cards.yaml',
    'risks: [customer.care, health.risk]',
    'risks: [health.trend]',
    /health\.trend is a trend/,
  ],
  [
    'a risk that is never one',
    'cards.yaml',
    'risks: [customer.care, health.risk]',
    'risks: [account.tier]',
    /^cards\.yaml:\d+:\d+ no value of account\.tier is a risk; give one the tone warn or bad/,
  ],
  ['a card twice', 'cards.yaml', 'id: plan', 'id: identity', /there is a card identity already/],
  ['an alias of a system', 'unconnected.yaml', '  warehouse:', '  billing:', /systems\/billing\.yaml connects it/],
  [
    'a workflow that needs nothing',
    'workflows.yaml',
    'needs: { fields: [plan.term, plan.worth, payment.due, usage.active, usage.trend], systems: [] }',
    'needs: {}',
    /could never be said to break/,
  ],
];

describe('lint', () => {
  it('finds nothing to say about the demo map', () => {
    expect(faultsOf(texts)).toEqual([]);
    expect(checkTexts(texts, NOW_MS).warnings).toEqual([]);
  });

  it.each(cases)('names %s', (_, file, from, to, expected) => {
    const faults = faultsOf(withChange(texts, file, (text) => text.replace(from, () => to)));
    expect(faults.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`)).toContainEqual(
      expect.stringMatching(expected),
    );
  });

  it('demands a sentence for what agents decide by, and names the fallback', () => {
    const without = withChange(texts, 'systems/billing.yaml', (text) =>
      text.replaceAll(/\n {4}sentence:\n {6}en: .*\n {6}de: .*/g, ''),
    );
    expect(faultsOf(without)).toContainEqual(
      expect.objectContaining({ line: line('systems/billing.yaml', '  billing_by_hand:\n    steps'), column: 3 }),
    );
  });

  it('points out what is long ago, and lets it pass', () => {
    const { warnings } = checkTexts(texts, NOW_MS + 200 * 86_400_000);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        file: 'systems/crm.yaml',
        line: line('systems/crm.yaml', 'reviewed:'),
        message: "was reviewed 208 days ago; look at it again, then write today's date",
      }),
    );
  });

  it('points out a field on no card', () => {
    const hidden = withChange(texts, 'cards.yaml', (text) => text.replace('plan.seats, ', ''));
    expect(checkTexts(hidden, NOW_MS).warnings).toMatchObject([
      { file: 'systems/billing.yaml', line: line('systems/billing.yaml', '  plan.seats:') },
    ]);
  });

  it('knows the placeholders that are really filled in', () => {
    const filled = placeholdersOf(
      { blueprint: createBlueprint(checkTexts(texts, NOW_MS).map), consoleUrl: () => undefined },
      { ticket: null, requester: null, organization: null },
      undefined,
    );
    const names = Object.keys(filled).filter((name) => !name.startsWith('console.'));
    expect(names.sort()).toEqual([...PLACEHOLDERS].sort());
  });
});
