import { describe, expect, it } from 'vitest';
import { contactsWith, defined, withOptions } from './fixtures.ts';
import { propose } from './propose.ts';

const plan = contactsWith({ email: { type: 'email', at: { crm: 'email', helpdesk: 'email' } } });
const named = (...found: ReturnType<typeof propose>) => found.map(({ id, type, owner }) => [id, type, owner]);

describe('a field that both sides have and the map has not', () => {
  it('is proposed by its name or its label, with a kind that both can hold', () => {
    const crm = [
      defined('email', ['email']),
      defined('seats', ['number', 'text']),
      defined('hs_p_14', ['date'], { label: 'Onboarded on' }),
    ];
    const helpdesk = [
      defined('email', ['email']),
      defined('user_fields.seats', ['number', 'money']),
      defined('user_fields.onboarded', ['date'], { label: 'onboarded ON' }),
    ];
    expect(named(...propose(plan, crm, helpdesk))).toEqual([
      ['seats', 'number', 'crm'],
      ['onboarded', 'date', 'crm'],
    ]);
  });

  it('is owned by the side that can be edited', () => {
    const readOnly = defined('user_fields.seats', ['number'], { isWritable: false });
    expect(named(...propose(plan, [defined('seats', ['number'])], [readOnly]))).toEqual([
      ['seats', 'number', 'helpdesk'],
    ]);
    expect(propose(plan, [defined('seats', ['number'], { isWritable: false })], [readOnly])).toEqual([]);
  });

  it('brings codes that mean the same together, each once', () => {
    const crm = [defined('interests', ['multi_select'], withOptions('api', 'sso', 'wiki'))];
    const tags = [
      { value: 'int_api', label: 'API' },
      { value: 'sso', label: 'Single sign-on' },
    ];
    const [found] = propose(plan, crm, [defined('user_fields.interests', ['multi_select'], { options: tags })]);
    expect(found).toMatchObject({ values: { api: 'int_api', sso: 'sso' }, without: 1 });
  });

  it.each([
    ['of kinds that have nothing in common', [defined('seats', ['date'])], [defined('user_fields.seats', ['number'])]],
    [
      'whose codes have nothing in common',
      [defined('a', ['picklist'], withOptions('x'))],
      [defined('u.a', ['picklist'], withOptions('y'))],
    ],
    ['that is archived', [defined('a', ['text'], { isArchived: true })], [defined('u.a', ['text'])]],
    [
      'that two could be meant by',
      [defined('a', ['text']), defined('b', ['text'], { label: 'A' })],
      [defined('u.a', ['text'], { label: 'A' })],
    ],
    ['whose one side the map has already', [defined('email', ['email'])], [defined('u.email', ['email'])]],
  ])('%s is not proposed', (_, crm, helpdesk) => {
    expect(propose(plan, crm, helpdesk)).toEqual([]);
  });
});
