import { expect, it } from 'vitest';
import { keepPreferences, readPreferences } from './preferences.ts';

function storage(kept?: string) {
  const values = new Map(kept === undefined ? [] : [['helpdesk-page', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

it('reads back what it kept', () => {
  const store = storage();
  keepPreferences(store, { colorScheme: 'dark', trayWidth: 412 });
  expect(readPreferences(store)).toEqual({ colorScheme: 'dark', trayWidth: 412 });
});

it.each([undefined, '', '{', 'null', '7', '{"colorScheme":"pink","trayWidth":"wide"}'])(
  'starts afresh from %s',
  (kept) => expect(readPreferences(storage(kept))).toEqual({ colorScheme: 'light', trayWidth: 320 }),
);
