import { describe, expect, it } from 'vitest';
import { readRecordEvent } from './events.ts';

const reading = {
  properties: [
    { name: 'name', type: 'name' },
    { name: 'email', type: 'email' },
    { name: 'phone', type: 'phone' },
    { name: 'time_zone', type: 'time_zone' },
    { name: 'organization', type: 'reference' },
    { name: 'user_fields.is_vip', type: 'boolean' },
  ],
  fields: new Map([['48103', 'user_fields.is_vip']]),
} as const;
const event = (type: string, body: object, detail: object = {}) => ({
  ...{ type, id: 'e1', time: '2026-11-03T10:00:02Z', subject: 'zen:user:7', event: body },
  detail: {
    id: '7',
    email: 'ana@old.example',
    organization_id: '57542',
    updated_at: '2026-11-03T10:00:01Z',
    ...detail,
  },
});
const about = { object: 'user', id: '7', versionMs: Date.parse('2026-11-03T10:00:01Z') };
const identity = (value: string, primary: boolean, type = 'email') => ({ id: '5', type, value, primary });

describe('an event tells', () => {
  it.each<[string, object, object, object | undefined]>([
    ['user.name_changed', { current: 'B', previous: 'A' }, {}, { property: 'name', current: 'B', previous: 'A' }],
    ['user.name_changed', { current: '', previous: 'A' }, {}, { property: 'name', current: null, previous: 'A' }],
    [
      'user.time_zone_changed',
      { current: 'Berlin', previous: 'Eastern Time (US & Canada)' },
      {},
      { property: 'time_zone', current: 'Europe/Berlin', previous: 'America/New_York' },
    ],
    [
      'user.custom_field_changed',
      { current: true, previous: null, custom_field: { id: '48103', title: 'VIP', type: 'checkbox' } },
      {},
      { property: 'user_fields.is_vip', current: 'true', previous: null },
    ],
    ['user.custom_field_changed', { current: 1, previous: 2, custom_field: { id: '1', title: '?' } }, {}, undefined],
    ['user.identity_created', { identity: identity('ana@new.example', false) }, {}, undefined],
    [
      'user.identity_changed',
      { current: identity('ana@new.example', true), previous: identity('ana@new.example', false) },
      {},
      { property: 'email', current: 'ana@new.example' },
    ],
    [
      'user.identity_changed',
      { current: identity('ana@old.example', false), previous: identity('ana@old.example', true) },
      { email: 'ana@new.example' },
      { property: 'email', current: 'ana@new.example', previous: 'ana@old.example' },
    ],
    [
      'user.identity_created',
      { identity: identity('+442079460999', true, 'phone_number') },
      {},
      { property: 'phone', current: '+442079460999' },
    ],
    [
      'user.organization_membership_created',
      { organization: { id: '9' } },
      {},
      { property: 'organization', current: '57542' },
    ],
    ['user.alias_changed', { current: 'x', previous: 'y' }, {}, undefined],
    ['user.last_login_changed', { current: 'x', previous: 'y' }, {}, undefined],
  ])('%s', (type, body, detail, expected) => {
    for (const prefix of ['zen:event-type:', 'zen:event-type/']) {
      const read = readRecordEvent(event(`${prefix}${type}`, body, detail), reading);
      expect(read).toEqual(expected && { ...about, kind: 'changed', ...expected });
    }
  });

  it('who came, who went, and into whom', () => {
    const read = (type: string, body: object = {}) => readRecordEvent(event(`zen:event-type:${type}`, body), reading);
    expect(read('user.created')).toEqual({ ...about, kind: 'created' });
    expect(read('user.deleted')).toEqual({ ...about, kind: 'deleted' });
    expect(read('user.active_changed', { current: false, previous: true })).toEqual({ ...about, kind: 'deleted' });
    expect(read('user.merged', { user: { id: '8' } })).toEqual({ ...about, kind: 'merged', into: '8' });
    expect(read('organization.created')).toMatchObject({ object: 'organization', kind: 'created' });
  });

  it.each([
    null,
    'x',
    {},
    event('zen:event-type:ticket.created', {}),
    event('zen:event-type:user.created', {}, { id: '../7' }),
  ])('nothing where it is none of these: %#', (body) => {
    expect(readRecordEvent(body, reading)).toBeUndefined();
  });
});
