import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { whomToAsk } from './whom-to-ask.ts';

const map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000));

it('is whoever the cards name beside the fields that cannot be had, once', () => {
  expect(whomToAsk(map, 'billing', ['plan.name', 'payment.status'], 'en')).toBe('RevOps · #revops-desk');
});

it('is the business owner where no card shows a field of the system', () => {
  expect(whomToAsk(map, 'telemetry', [], 'en')).toBe('Product Data · #product-data');
});

it('is nobody for a system that has left the map', () => {
  expect(whomToAsk(map, 'weather', ['weather.now'], 'en')).toBe('');
});
