import { describe, expect, it } from 'vitest';
import { otherNames, railsZones } from './rails-zones.ts';
import { fromWire, railsName, toWire } from './spelling.ts';

const plain = (type: Parameters<typeof fromWire>[0], sent: unknown) => {
  const read = fromWire(type, sent);
  return read.kind === 'value' ? read.plain : read.kind;
};
const wire = (type: Parameters<typeof toWire>[0], value: Parameters<typeof toWire>[1]) => {
  const written = toWire(type, value);
  return written.kind === 'wire' ? written.value : written.kind;
};

describe('what is read', () => {
  it.each([
    ['text', null, null],
    ['text', '', null],
    ['text', 40, '40'],
    ['text', ['a', 'b'], ['a', 'b']],
    ['boolean', true, 'true'],
    ['boolean', false, 'false'],
    ['boolean', 'true', 'true'],
    ['boolean', 'yes', 'unreadable'],
    ['number', 0, '0'],
    ['number', -0, '0'],
    ['number', 1e21, '1000000000000000000000'],
    ['number', 1e-7, '0.0000001'],
    ['number', '12.50', '12.50'],
    ['number', 'many', 'unreadable'],
    ['money', 1200.5, '1200.5'],
    ['date', '2018-11-04T00:00:00+00:00', '2018-11-04'],
    ['date', '2026-12-01', '2026-12-01'],
    ['date', 'soon', 'unreadable'],
    ['instant', '2026-11-03T14:00:00+10:00', '2026-11-03T04:00:00.000Z'],
    ['multi_select', ['int_api'], ['int_api']],
    ['multi_select', [], []],
    ['multi_select', 'int_api', 'unreadable'],
    ['time_zone', 'Eastern Time (US & Canada)', 'America/New_York'],
    ['time_zone', 'Asia/Tokyo', 'Asia/Tokyo'],
    ['time_zone', 'Middle of nowhere', 'unreadable'],
    ['language', 'en-US', 'en-US'],
    ['reference', 57542, '57542'],
    ['text', true, 'unreadable'],
    ['text', { a: 1 }, 'unreadable'],
  ] as const)('%s %j is %j', (type, sent, expected) => {
    expect(plain(type, sent)).toEqual(expected);
  });
});

describe('what is written', () => {
  it.each([
    ['text', null, null],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', null, null],
    ['boolean', 'yes', 'unwritable'],
    ['number', '12.50', 12.5],
    ['number', '0', 0],
    ['number', '007', 7],
    ['number', '9007199254740993', 'unwritable'],
    ['number', '1,200', 'unwritable'],
    ['date', '2026-12-01', '2026-12-01'],
    ['date', '2026-12-01T00:00:00Z', 'unwritable'],
    ['multi_select', ['int_api'], ['int_api']],
    ['multi_select', [], []],
    ['multi_select', null, []],
    ['time_zone', 'Europe/Berlin', 'Berlin'],
    ['time_zone', 'America/New_York', 'Eastern Time (US & Canada)'],
    ['time_zone', 'US/Eastern', 'Eastern Time (US & Canada)'],
    ['time_zone', 'Nowhere/City', 'unwritable'],
    ['phone', '+442079460999', '+442079460999'],
    ['name', ['a'], 'unwritable'],
  ] as const)('%s %j as %j', (type, value, expected) => {
    expect(wire(type, value)).toEqual(expected);
  });
});

describe('the table of time zones', () => {
  it('has all 151 names, each of a zone that there is', () => {
    expect(Object.keys(railsZones)).toHaveLength(151);
    for (const zone of Object.values(railsZones))
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });

  it('every name comes back to a name of the same zone, its own where the city is named', () => {
    for (const [name, zone] of Object.entries(railsZones)) expect(railsZones[railsName(zone) ?? ''], name).toBe(zone);
    for (const city of ['London', 'Tokyo', 'Moscow', 'Kolkata', 'Kyiv']) {
      expect(railsName(railsZones[city] ?? '')).toBe(city);
    }
  });

  it('knows every zone of the table by the name that Intl has for it too', () => {
    for (const zone of Object.values(railsZones)) {
      const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
      expect(railsName(timeZone), timeZone).toBeDefined();
    }
    expect(Object.values(otherNames).every((zone) => Object.values(railsZones).includes(zone))).toBe(true);
  });
});
