import { describe, expect, it } from 'vitest';
import { mayReveal, shownTo } from './mask.ts';

const predicate = { value: 'x > 1', yes: said('yes'), no: said('no'), unknown: said('?') };
function said(label: string) {
  return { label, tone: 'neutral' as const };
}
const field = { type: 'money' as const };

describe('what somebody is shown of a field', () => {
  it('is all of it where their role may see it, whatever others are told', () => {
    expect(shownTo(field, { role: 'agent' })).toBe('whole');
    expect(shownTo({ ...field, roles: ['lead'], predicate, reveal: ['agent'] }, { role: 'lead' })).toBe('whole');
  });

  it('is that it is there where there is a predicate, or a way to have it shown', () => {
    expect(shownTo({ ...field, roles: ['lead'], predicate }, { role: 'agent' })).toBe('masked');
    expect(shownTo({ ...field, roles: ['lead'], reveal: ['agent'] }, { role: 'agent' })).toBe('masked');
  });

  it('is nothing for everybody else, and of other tickets for whoever may not open all', () => {
    expect(shownTo({ ...field, roles: ['lead'], reveal: ['admin'] }, { role: 'agent' })).toBe('nothing');
    expect(shownTo({ type: 'tickets', roles: ['lead'], predicate }, { role: 'agent' })).toBe('nothing');
  });

  it('can be shown to those alone who do not see it and are named', () => {
    const spec = { roles: ['lead' as const], reveal: ['agent' as const] };
    expect([mayReveal(spec, 'agent'), mayReveal(spec, 'lead'), mayReveal(spec, 'admin')]).toEqual([true, false, false]);
    expect(mayReveal({ reveal: ['agent'] }, 'agent')).toBe(false);
  });
});
