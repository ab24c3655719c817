import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSyncStage, type SyncStage } from './zendesk-sync-stage.ts';

let stage: SyncStage;
beforeAll(async () => {
  stage = await openSyncStage();
});
afterAll(() => stage.close());

it('Zendesk’s custom fields are told with what they can be, and their options', async () => {
  const of = new Map((await stage.users.definitions(stage.signal)).map((one) => [one.name, one]));
  expect(of.get('user_fields.plan_tier')).toMatchObject({
    ...{ label: 'plan tier', type: 'dropdown', isWritable: true, isArchived: false },
    options: expect.arrayContaining([{ value: 'plan_pro', label: 'pro' }]),
  });
  expect(of.get('user_fields.interests')?.types).toEqual(['multi_select']);
  expect(of.get('user_fields.is_vip')?.types).toEqual(['boolean']);
  const organizations = await stage.organizations.definitions(stage.signal);
  expect(organizations.find(({ name }) => name === 'organization_fields.arr')?.types).toEqual(['number', 'money']);
});

it('so is what every account has, with what nobody may write', async () => {
  const of = new Map((await stage.users.definitions(stage.signal)).map((one) => [one.name, one]));
  expect(of.get('email')).toMatchObject({ types: ['email', 'text'], isWritable: true });
  expect(of.get('locale')).toMatchObject({ types: ['language'], isWritable: true });
  expect(of.get('organization')).toMatchObject({ isWritable: true });
  for (const name of ['role', 'suspended', 'created_at', 'organization_id'])
    expect([name, of.get(name)?.isWritable]).toEqual([name, false]);
});

it('a field that is not active counts as gone', async () => {
  const { fields } = stage.world.people.directory;
  const vip = fields.users.findIndex(({ key }) => key === 'is_vip');
  fields.users[vip] = { ...fields.users[vip]!, isActive: false };
  const found = (await stage.users.definitions(stage.signal)).find(({ name }) => name === 'user_fields.is_vip');
  expect(found?.isArchived).toBe(true);
});
