import { Sync } from '@sidelight/shared/map/sync.ts';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldPatch, type WrittenField } from './field-patch.ts';

const MAP = `owners: { business: a, technical: b }
objects:
  contact:
    label: Contact
    at: { crm: contacts, helpdesk: users }
    match: [email]
    fields:
      # Theirs.
      email:
        label: E-mail
        owner: crm
        type: email
        at: { crm: email, helpdesk: email }
        class: personal
      phone: { label: Phone, owner: crm, type: phone, at: { crm: phone, helpdesk: phone }, class: personal }

  # Companies come last.
  company:
    label: Company
    at: { crm: companies, helpdesk: organizations }
    match: [name]
    fields:
      name: { label: Name, owner: crm, type: text, at: { crm: name, helpdesk: name }, class: open }
`;
const field: WrittenField = {
  ...{ label: 'Interests: "all"', owner: 'crm', type: 'multi_select' },
  at: { crm: 'interests', helpdesk: 'user_fields.interests' },
  values: { api: 'int_api', 'a: b': 'int_b' },
  class: 'personal',
};

it('puts a field behind the last one of its kind, and changes nothing else', () => {
  const made = fieldPatch(MAP, { object: 'contact', id: 'interests', field }, 'map');
  if (made.kind !== 'patch') throw new Error(made.kind);
  const [before, after] = [Sync.parse(parse(MAP)), Sync.parse(parse(made.text))];
  expect(after.objects.contact?.fields.interests).toMatchObject({ type: 'multi_select', values: field.values });
  expect(Object.keys(after.objects.contact!.fields)).toEqual(['email', 'phone', 'interests']);
  expect(after.objects.company).toEqual(before.objects.company);
  expect(made.patch).toContain('+++ b/map/sync.yaml');
  const lines = made.patch.split('\n').filter((line) => /^[-+] /.test(line));
  expect(lines.every((line) => line.startsWith('+'))).toBe(true);
  expect(made.text).toContain('class: personal }\n      interests:\n');
});

it('in the last kind of the file stands at its end', () => {
  const made = fieldPatch(MAP, { object: 'company', id: 'seats', field: { ...field, values: { a: 'b' } } }, 'map');
  if (made.kind !== 'patch') throw new Error(made.kind);
  expect(Object.keys(Sync.parse(parse(made.text)).objects.company!.fields)).toEqual(['name', 'seats']);
});

it('says what it cannot do', () => {
  expect(fieldPatch(MAP, { object: 'contact', id: 'phone', field }, 'map')).toEqual({ kind: 'as_it_is' });
  expect(fieldPatch(MAP, { object: 'deal', id: 'x', field }, 'map')).toEqual({ kind: 'not_in_map' });
  const flow = JSON.stringify(parse(MAP));
  expect(fieldPatch(flow, { object: 'contact', id: 'x', field }, 'map')).toEqual({ kind: 'cannot_be_written' });
});
