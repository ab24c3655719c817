import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rulePatch } from './rule-patch.ts';

const shipped = readFileSync(new URL('../../../../../map/sync.yaml', import.meta.url), 'utf8');
const phone = { object: 'contact', field: 'phone' };
const support = { kind: 'rule', rule: 'support_wins' } as const;

const lines = (patch: string) => patch.split('\n').filter((line) => /^[+-](?![+-])/.test(line));

describe('another rule for a field', () => {
  it('is one line of the map', () => {
    const made = rulePatch(shipped, { ...phone, change: support }, 'map');
    expect(made.kind === 'patch' && lines(made.patch)).toEqual([
      '-        rule: crm_wins',
      '+        rule: support_wins',
    ]);
    expect(made.kind === 'patch' && made.patch).toMatch(/^--- a\/map\/sync\.yaml\n\+\+\+ b\/map\/sync\.yaml\n/);
  });

  it('is found where everything stands on one line, and leaves a comment alone', () => {
    const text = `owners: { business: a, technical: b }
objects:
  contact:
    label: Contact
    at: { crm: contacts, helpdesk: users }
    match: [phone]
    fields:
      phone: { label: rule, direction: two_way, rule: manual, type: phone, at: { crm: p, helpdesk: p }, class: open } # rule: manual
`;
    const made = rulePatch(text, { ...phone, change: support }, 'map');
    expect(made.kind === 'patch' && lines(made.patch)[1]).toMatch(/rule: support_wins, .* # rule: manual$/);
  });

  it('is nothing where it is so already, and where the field has an owner or is not there', () => {
    expect(rulePatch(shipped, { ...phone, change: { kind: 'rule', rule: 'crm_wins' } }, 'map').kind).toBe('as_it_is');
    expect(rulePatch(shipped, { ...phone, field: 'csat', change: support }, 'map').kind).toBe('not_in_map');
    expect(rulePatch(shipped, { ...phone, field: 'constructor', change: support }, 'map').kind).toBe('not_in_map');
  });

  it('is left to a person where an anchor would change something else with it', () => {
    const text = `owners: { business: a, technical: b }
objects:
  contact:
    label: Contact
    at: { crm: contacts, helpdesk: users }
    match: [phone]
    fields:
      phone: &both
        label: Phone
        direction: two_way
        rule: manual
        type: phone
        at: { crm: p, helpdesk: p }
        class: open
      mobile: *both
`;
    expect(rulePatch(text, { ...phone, change: support }, 'map').kind).not.toBe('patch');
  });
});

describe('whose value counts at the first meeting', () => {
  const first = { kind: 'first', first: 'crm' } as const;
  it('is changed where it stands, and added where it does not', () => {
    const made = rulePatch(shipped, { ...phone, change: first }, 'map');
    expect(made.kind === 'patch' && lines(made.patch)).toEqual(['-    first: review', '+    first: crm']);
    const bare = shipped.replace('    first: review\n', '');
    const added = rulePatch(bare, { ...phone, change: first }, 'map');
    expect(added.kind === 'patch' && lines(added.patch)).toEqual(['+    first: crm']);
  });
});
