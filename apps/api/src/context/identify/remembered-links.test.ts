import { expect, it } from 'vitest';
import { requireTenant } from '../../tenants/tenant-id.ts';
import type { Link, Links } from '../ports.ts';
import { rememberLinks } from './remembered-links.ts';

const acme = requireTenant('acme');
const link: Link = {
  ...{ requesterId: '1', organizationId: '', accountId: '10', contactId: null, billingId: 'cus_1', telemetryId: null },
  ...{
    evidence: ['email'],
    basis: 'b',
    pickedBy: null,
    pickedAtMs: null,
    payerFrom: 'crm',
    checkedAtMs: 0,
    change: null,
  },
};

/** Links over a store that can be away. */
function start() {
  const store = { isAway: false, nowMs: 0, trouble: 0 };
  const answer = async <T>(value: T): Promise<T> => {
    if (store.isAway) throw new Error('the database is away');
    return value;
  };
  const rows: Links = {
    ...{ find: () => answer(link), save: () => answer(undefined), pick: () => answer(undefined) },
    ...{ replace: () => answer(undefined), drop: () => answer(undefined) },
    ...{ rejected: () => answer(new Set<string>()), takeBack: () => answer(undefined) },
  };
  const onTrouble = () => {
    store.trouble += 1;
  };
  return { store, links: rememberLinks(rows, { steadyNow: () => store.nowMs, onTrouble }) };
}

it('goes on with what was last known while the store is away, however old', async () => {
  const { store, links } = start();
  await links.find(acme, '1', '');
  Object.assign(store, { isAway: true, nowMs: 3_600_000 });
  expect(await links.find(acme, '1', '')).toEqual(link);
  expect(await links.find(acme, '2', '')).toBeUndefined();
  expect(store.trouble).toBe(2);
  expect(await links.rejected(acme, '1')).toBeUndefined();
});

it('forgets a link that rests on nothing even when the store cannot be told', async () => {
  const { store, links } = start();
  await links.find(acme, '1', '');
  store.isAway = true;
  await links.drop(acme, link);
  expect(await links.find(acme, '1', '')).toBeUndefined();
});
