import { checkTexts } from '@sidelight/api/map/load-map.ts';
import { describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, NOW_MS, withChange } from './demo-map.ts';

const texts = await demoTexts();
const FILE = 'sync.yaml';
const said = (faults: ReturnType<typeof faultsOf>) => faults.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`);
const edited = (from: string, to: string) => withChange(texts, FILE, (text) => text.replace(from, () => to));

/** Each: what is wrong, how it is made so in sync.yaml, and the fault that must come of it. */
const cases: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a need that is no field',
    'needs: [email, name]',
    'needs: [mail, name]',
    /no field mail here, so nothing would ever be made/,
  ],
  [
    'a gift that is a field',
    'needs: [email, name]',
    'needs: [email, name]\n      given: { helpdesk: { phone: [firstname] } }',
    /phone is a field here, and is written as one/,
  ],
  ['a new customer nobody is told of', 'tell: support_ops', 'tell: nobody', /no team nobody in teams\.yaml/],
  ['a status that is no code', 'value: onboarding }', 'value: fresh }', /account_status has no code fresh/],
  [
    'a status with an owner',
    'status: { field: account_status',
    'status: { field: industry',
    /industry has an owner, who would take the value back/,
  ],
  ['two steps of one id', 'id: accounts_checked', 'id: welcome_call', /welcome_call is there already/],
  [
    'a new customer of whom nothing is made',
    'match: [domain, name]\n    create: [helpdesk]',
    'match: [domain, name]',
    /nothing would be made for it: companies are not made in the helpdesk/,
  ],
  ['a team nobody has', 'business: sales_ops', 'business: sale_ops', /no team sale_ops in teams\.yaml/],
  [
    'one code for two',
    'pro: plan_pro',
    'pro: plan_business',
    /plan_business stands for business already, so nobody could say which one it means; give each code one of its own/,
  ],
  [
    'codes of what has none',
    'at: { crm: industry,',
    'values: { a: b }\n        at: { crm: industry,',
    /a text has no codes to translate; write type: picklist/,
  ],
  [
    'no codes at all',
    '{ green: risk_green, yellow: risk_yellow, red: risk_red }',
    '{}',
    /is empty, so every code would be unknown/,
  ],
  [
    'a transform both ways',
    'rule: crm_wins',
    'rule: crm_wins\n        transform: $trim($)',
    /there is no way back from a transformed value; write direction: one_way/,
  ],
  [
    'a transform that does not parse',
    'at: { crm: industry,',
    "transform: '$trim('\n        at: { crm: industry,",
    /not a JSONata expression/,
  ],
  [
    'a transform that is never the same',
    'at: { crm: industry,',
    "transform: '$ & $now()'\n        at: { crm: industry,",
    /\$now gives another value each time, so the two sides would never be equal/,
  ],
  [
    'two-way without a rule',
    '        rule: crm_wins\n',
    '',
    /fields\.name\.rule: write one of: customer_first, crm_wins/,
  ],
  [
    'two-way with an owner',
    'rule: crm_wins',
    'rule: crm_wins\n        owner: crm',
    /both sides may change this field, so it has a rule and no owner; remove the owner/,
  ],
  [
    'one-way with a rule',
    'owner: crm\n        type: text\n        at: { crm: jobtitle',
    'owner: crm\n        rule: crm_wins\n        type: text\n        at: { crm: jobtitle',
    /a rule decides where both sides may change a field, and this one has an owner; write direction: two_way/,
  ],
  [
    'an owned field that is correctable',
    'at: { crm: jobtitle,',
    'correctable: true\n        at: { crm: jobtitle,',
    /only a field that both sides may change is put right beside a ticket.*remove correctable/,
  ],
  [
    'a reference that is correctable',
    'direction: two_way\n        rule: crm_wins\n        type: phone\n        region: US',
    'direction: two_way\n        rule: crm_wins\n        type: reference',
    /a reference is the id of another record, which nobody types; remove correctable/,
  ],
  [
    'corrections by nobody',
    'corrections: { roles: [agent, lead, admin] }',
    'corrections: { roles: [] }',
    /roles: is empty/,
  ],
  ['a third direction', 'direction: two_way', 'direction: both', /direction: write one of: one_way, two_way/],
  [
    'an owner that is no side',
    'owner: crm\n        type: text\n        at: { crm: jobtitle',
    'owner: sales_ops\n        type: text\n        at: { crm: jobtitle',
    /fields\.job_title\.owner: write one of: crm, helpdesk/,
  ],
  [
    'a role as a target',
    'user_fields.job_title',
    'role',
    /role is never written: it decides what a person may do there/,
  ],
  [
    'suspension as a status',
    'organization_fields.account_status',
    'suspended',
    /suspended is never written: it locks the person out/,
  ],
  [
    'a membership as a target',
    'user_fields.job_title',
    'organization_id',
    /organization_id is never written: writing it removes every other membership; name a property of your own, or let/,
  ],
  [
    'a property the helpdesk sets',
    'time_zone }',
    'iana_time_zone }',
    /iana_time_zone is never written: the system sets/,
  ],
  ['the id of a record', 'support_csat, helpdesk: user', 'hs_object_id, helpdesk: user', /says which record this is/],
  [
    'a stage that only moves forward',
    'crm: account_status',
    'crm: lifecyclestage',
    /lifecyclestage is never written: it only moves/,
  ],
  [
    'an id another system is found by',
    'crm: support_recurring_issue',
    'crm: stripe_customer_id',
    /stripe_customer_id is the id that billing knows the account by, and a wrong one shows somebody else's billing/,
  ],
  [
    'two writers of one property',
    'organization_fields.contract_end',
    'organization_fields.contract_start',
    /organization_fields\.contract_start is written by contract_start already, and the two would overwrite each other/,
  ],
  [
    'a circle',
    'direction: computed\n        computed: csat\n        type: number\n        at: { crm: support_csat, helpdesk: organization_fields.csat }',
    'owner: helpdesk\n        type: number\n        at: { crm: support_csat, helpdesk: organization_fields.industry }',
    /organization_fields\.industry is written by industry already, and what the one writes the other would carry on/,
  ],
  [
    'a match by nothing',
    'match: [email]',
    'match: [mail]',
    /no field mail here, so no record would be found by it; write one of: email, phone/,
  ],
  ['a match by what many have', 'match: [email]', 'match: [language]', /many records have the same language/],
  ['a match twice', 'match: [email]', 'match: [email, email]', /email is named already/],
  [
    'a match by what is transformed',
    'at: { crm: domain,',
    'transform: $lowercase($)\n        at: { crm: domain,',
    /domain is another value on each side, for it is transformed; write one of: name/,
  ],
  ['money of no currency', '        currency: USD\n', '', /an amount without a currency cannot be compared/],
  ['a currency of no money', 'type: boolean', 'type: boolean\n        currency: EUR', /a boolean has no currency/],
  ['a region of no phone', 'type: boolean', 'type: boolean\n        region: US', /a boolean is not dialled/],
  ['a length of a number', 'validation: { min: 0, max: 100 }', 'validation: { maxLength: 3 }', /a number is no text/],
  ['a range of a text', 'validation: { maxLength: 200 }', 'validation: { min: 2 }', /a text is not counted/],
  ['a range of nothing', '{ min: 0, max: 100 }', '{ min: 100, max: 0 }', /no number is from 100 to 0.*swap the two/],
  [
    'a pattern that does not compile',
    '"[^ /@]+[.][^ /@.]+"',
    '"[^ /"',
    /validation.pattern: may take too long to try, or is no pattern/,
  ],
  [
    'a pattern that may never end',
    '"[^ /@]+[.][^ /@.]+"',
    '"([a-z]+)+"',
    /validation.pattern: may take too long to try/,
  ],
  ['a pattern that refers back', '"[^ /@]+[.][^ /@.]+"', "'(a)\\1'", /validation.pattern: may take too long to try/],
  [
    'more deletes than changes',
    'deletes: 0.02',
    'deletes: 0.3',
    /lets more records be deleted than changed without asking/,
  ],
  [
    'a breaker that never trips',
    'rounds: 2, withinMs: 600000',
    'rounds: 2, withinMs: 10000',
    /would never stop anything; write more than 10000/,
  ],
  [
    'customers nobody can be',
    'customer: { forms: true',
    'customer: { forms: false',
    /no form and no app counts as the customer/,
  ],
  [
    'a class that differs from the card',
    'customer_tier, helpdesk: organization_fields.plan_tier }\n        nulls: propagate\n        values: { enterprise: plan_enterprise, business: plan_business, pro: plan_pro, starter: plan_starter, free: plan_free }\n        class: internal',
    'customer_tier, helpdesk: organization_fields.plan_tier }\n        class: open',
    /customer_tier is open here and internal as account\.tier in systems\/crm\.yaml, so one would show what the other masks/,
  ],
  ['a field without a class', '        class: personal\n', '', /fields\.email\.class: write one of: open, internal/],
  ['no kind of record', 'objects:\n  contact:', 'objects: {}\nspare:\n  contact:', /no such key: spare/],
];

describe('lint of what both sides hold', () => {
  it.each(cases)('names %s', (_, from, to, expected) => {
    const all = said(faultsOf(edited(from, to)));
    expect(all).toContainEqual(expect.stringMatching(expected));
    expect(all.every((one) => /^sync\.yaml:\d+:\d+ /.test(one))).toBe(true);
  });

  it('puts a fault where its value stands', () => {
    const [fault] = faultsOf(edited('user_fields.job_title', 'role'));
    const lines = texts.get(FILE)!.split('\n');
    expect(fault?.line).toBe(lines.findIndex((one) => one.includes('user_fields.job_title')) + 1);
    expect(fault?.column).toBe(lines[fault!.line - 1]!.indexOf('user_fields.job_title') + 1);
  });

  it('wants a flow each way', () => {
    const oneWay = withChange(texts, 'flows.yaml', (text) => text.replace('    direction: two_way\n', ''));
    expect(said(faultsOf(oneWay))).toEqual([]);
    const none = withChange(oneWay, 'flows.yaml', (text) =>
      text.replace('from: helpdesk\n    to: crm', 'from: helpdesk\n    to: billing'),
    );
    expect(said(faultsOf(none))).toEqual([
      expect.stringMatching(/moves data from helpdesk to crm, and no flow says so/),
    ]);
  });

  it('wants both sides, and some kind of record', () => {
    const nothing = new Map([...texts, [FILE, 'owners: { business: it, technical: it }\nobjects: {}\n']]);
    expect(said(faultsOf(nothing))).toEqual([expect.stringMatching(/^sync\.yaml:2:1 names no kind of record/)]);
    const alone = new Map([...texts].filter(([file]) => file !== 'systems/crm.yaml'));
    expect(said(faultsOf(alone))).toContainEqual(
      expect.stringMatching(/^sync\.yaml:\d+:1 there is no systems\/crm\.yaml/),
    );
  });

  it.each([
    [
      'a phone of no region',
      '        region: US\n',
      '',
      /numbers without a country code are compared as they are typed/,
    ],
    ['a wide wave', 'changes: 0.2', 'changes: 0.9', /90 % of all records could be changed before anybody is asked/],
    [
      'records nobody could find again',
      'needs: [email, name]',
      'needs: [job_title]',
      /a record could be made without email, and nobody could tell whether it is there already/,
    ],
    [
      'many records made at once',
      'creations: 0.1',
      'creations: 0.9',
      /could be made before anybody is asked, and nothing deletes them again; write 0\.25 or less/,
    ],
    ['many deletes', 'deletes: 0.02', 'deletes: 0.15', /15 % of all records could be deleted/],
    ['a patient breaker', 'rounds: 2', 'rounds: 9', /written 9 times against somebody who keeps changing it back/],
    ['a hasty alarm', 'lagMs: 120000', 'lagMs: 5000', /only found by asking/],
    ['a late review', 'reviewDueMs: 86400000', 'reviewDueMs: 864000000', /may wait for more than a week/],
  ])('points out %s, and lets it pass', (_, from, to, expected) => {
    const { warnings } = checkTexts(edited(from, to), NOW_MS);
    expect(said(warnings)).toEqual([expect.stringMatching(expected)]);
  });

  it('is not missed where a map holds nothing on both sides', () => {
    const without = new Map([...texts].filter(([file]) => file !== FILE));
    expect(checkTexts(without, NOW_MS)).toMatchObject({ warnings: [] });
    expect(checkTexts(without, NOW_MS).map).not.toHaveProperty('sync');
  });
});
