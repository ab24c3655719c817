import { expect, it } from 'vitest';
import { zendeskWebhook } from './webhook.ts';

const told = (type: string, id = '7002') => zendeskWebhook.staffOf?.({ type, detail: { id }, isAnswer: false });
const all = [...zendeskWebhook.subscriptions, ...zendeskWebhook.recordSubscriptions];

it.each([
  ...['role_changed', 'custom_role_changed', 'suspended_changed', 'only_private_comments_changed', 'active_changed'],
  ...['deleted', 'group_membership_created', 'group_membership_deleted'],
])('what one of the staff may do can be otherwise after %s, which every webhook is subscribed to', (change) => {
  expect(told(`zen:event-type:user.${change}`)).toBe('7002');
  expect(told(`zen:event-type/user.${change}`), 'as some documents write it').toBe('7002');
  expect(zendeskWebhook.subscriptions).toContain(`zen:event-type:user.${change}`);
});

it('… and after one of an organization, where records are kept in sync', () => {
  const change = 'zen:event-type:user.organization_membership_deleted';
  expect(told(change)).toBe('7002');
  expect(zendeskWebhook.recordSubscriptions).toContain(change);
});

it('nobody is asked about for another event, nor for one of nobody', () => {
  const others = all.filter((type) => !/(role|suspended|comments|active|membership)_|user\.deleted/.test(type));
  expect(others.filter((type) => told(type) !== undefined)).toEqual([]);
  expect(told('zen:event-type:user.role_changed', '')).toBeUndefined();
});
