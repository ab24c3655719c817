import { expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';

const texts = await demoTexts();

/** Each: what is wrong, how it is made so in sync.yaml, and the fault that must come of it. */
const cases: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'two properties of what is no name',
    'at: { crm: phone, helpdesk: phone }',
    'at: { crm: [phone, mobilephone], helpdesk: phone }',
    /a phone is one value; name one property, or write type: name/,
  ],
  [
    'a name in two on both sides',
    'at: { crm: [firstname, lastname], helpdesk: name }',
    'at: { crm: [firstname, lastname], helpdesk: [name, alias] }',
    /both sides keep it in two; make two fields of it/,
  ],
  [
    'a name of one property twice',
    'at: { crm: [firstname, lastname], helpdesk: name }',
    'at: { crm: [firstname, firstname], helpdesk: name }',
    /is the same property twice/,
  ],
  [
    'a part of a name that another field writes',
    'at: { crm: jobtitle, helpdesk: user_fields.job_title }',
    'at: { crm: lastname, helpdesk: user_fields.job_title }',
    /lastname is written by name already/,
  ],
  [
    'whose it is, said by the helpdesk',
    'owner: crm\n        type: reference\n        of: company',
    'owner: helpdesk\n        type: reference\n        of: company',
    /only the CRM says who belongs where; write owner: crm/,
  ],
  [
    'whose it is, as a text',
    'type: reference\n        of: company',
    'type: text\n        of: company',
    /a text names no record; write type: reference, or remove it/,
  ],
  [
    'somebody taken out of an organisation',
    'of: company\n',
    'of: company\n        nulls: propagate\n',
    /nobody is taken out of an organization; write nulls: keep/,
  ],
  [
    'whose it is, by another property than a new record',
    'company: { crm: associatedcompanyid, helpdesk: organization }',
    'company: { crm: main_company, helpdesk: organization }',
    /a new record is put into the company by main_company and organization; name the same properties here/,
  ],
];

it.each(cases)('%s is refused', (_, from, to, expected) => {
  const changed = withChange(texts, 'sync.yaml', (text) => text.replace(from, () => to));
  const faults = faultsOf(changed);
  expect(faults.map(({ message }) => message)).toContainEqual(expect.stringMatching(expected));
});
