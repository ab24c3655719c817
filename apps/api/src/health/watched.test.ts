import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { watchedFields } from './watched.ts';

const map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000));
const { health } = map;

it('holds what agents decide by of each connection that the canary looks at', () => {
  const decided = Object.entries(map.systems.billing!.fields).flatMap(([id, { decision }]) => (decision ? [id] : []));
  expect(decided).toContain('payment.status');
  expect([...watchedFields(map)]).toEqual([['stripe', decided]]);
});

it('is empty where no canary looks, or not at that system', () => {
  const { canary, ...others } = health;
  expect(watchedFields({ ...map, health: others }).size).toBe(0);
  expect(watchedFields({ ...map, health: { ...health, probes: { ...health.probes, isOn: false } } }).size).toBe(0);
  const elsewhere = { ...canary!, expects: { 'account.name': 'Canary' } };
  expect(watchedFields({ ...map, health: { ...health, canary: elsewhere } }).size).toBe(0);
});
