import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const sides = `[
  ['date', '2026-12-01'],
  ['date', '2026-03-08'],
  ['instant', '2026-12-01T00:00:00Z'],
  ['instant', '2026-03-08T02:30:00-08:00'],
  ['instant', '2026-12-01T00:00:00'],
  ['time_zone', 'US/Eastern'],
]`;

/** Three rounds, as three reconciliations make them, on a host in that zone. */
function roundsOnAHostIn(zone: string): unknown {
  const script = `
    import { kinds } from ${JSON.stringify(new URL('kinds.ts', import.meta.url).href)};
    const form = (type, side) => ({ type, side, capacity: { phoneExtensions: true, instantMs: 1000, textMax: 255 } });
    const rounds = ${sides}.map(([type, first]) => {
      let reading = kinds[type].read(first, form(type, 'left'));
      const seen = [reading];
      for (const side of ['right', 'left', 'right']) {
        if (reading.kind === 'invalid') break;
        reading = kinds[type].read(kinds[type].write(reading.canon, form(type, side)).plain, form(type, side));
        seen.push(reading);
      }
      return seen.map((each) => each.canon ?? each.valueClass);
    });
    console.log(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), rounds }));
  `;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return JSON.parse(said);
}

const four = <T>(canon: T) => [canon, canon, canon, canon];

describe('the zone of the host', () => {
  it.each([
    ['America/Los_Angeles', 480],
    ['UTC', 0],
    ['Pacific/Kiritimati', 640],
  ])('%s moves no date and no moment', (zone, offset) => {
    expect(roundsOnAHostIn(zone)).toEqual({
      offset,
      rounds: [
        four('2026-12-01'),
        four('2026-03-08'),
        four('2026-12-01T00:00:00.000Z'),
        four('2026-03-08T10:30:00.000Z'),
        ['not_an_instant'],
        four('America/New_York'),
      ],
    });
  });
});
