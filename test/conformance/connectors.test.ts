import { catalogue } from '@sidelight/api/connectors/catalogue.ts';
import { expect, it } from 'vitest';
import { connectorConforms } from './battery.ts';
import { vendorCases } from './vendors/all.ts';

it('every connector there is has to conform', () => {
  expect(Object.keys(vendorCases)).toEqual([...catalogue.keys()]);
});

for (const [id, open] of Object.entries(vendorCases)) connectorConforms(id, open);
