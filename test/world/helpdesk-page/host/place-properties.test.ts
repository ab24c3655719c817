import { expect, it } from 'vitest';
import { type PlaceScene, placeContextOf, placePropertiesOf } from './place-properties.ts';
import { readPath } from './property-path.ts';

const scene: PlaceScene = {
  place: 'nav_bar',
  appGuid: 'guid',
  account: { subdomain: 'acme' },
  agent: { id: '7004', name: 'Ruth', email: 'ruth@acme.example', role: 'lead', locale: 'en-US' },
  colorScheme: 'dark',
};

it('knows who is there and where, and no ticket', () => {
  expect(placeContextOf(scene)).toEqual({
    ...{ product: 'support', location: 'nav_bar', instanceGuid: 'guid', account: { subdomain: 'acme' } },
  });
  const read = (path: string) => readPath(placePropertiesOf(scene), path);
  expect(read('currentUser.id')).toBe(7004);
  expect(read('colorScheme')).toBe('dark');
  expect(read('ticket.id')).toBeUndefined();
});
