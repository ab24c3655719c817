import { expect, it } from 'vitest';
import { zoneName } from './zone-name.ts';

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['america/port-au-prince', 'America/Port-au-Prince'],
  ['US/Eastern', 'America/New_York'],
  ['Mars/Olympus', undefined],
  ['', undefined],
])('%s is %s', (text, name) => {
  expect(zoneName(text)).toBe(name);
});

it('says of every zone what the platform says', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    expect(zoneName(zone)).toBe(timeZone);
  }
});
