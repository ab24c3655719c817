import { lazily } from '@sidelight/shared/lazily.ts';
import { zoneName } from '@sidelight/shared/zone-name.ts';

/**
 * Zones that `Intl` knows by a name IANA gave up: without this, an update of the runtime would rename them. And names
 * that many records carry.
 */
const renamed = new Map(
  Object.entries({
    'Africa/Asmera': 'Africa/Asmara',
    'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
    'America/Catamarca': 'America/Argentina/Catamarca',
    'America/Coral_Harbour': 'America/Atikokan',
    'America/Cordoba': 'America/Argentina/Cordoba',
    'America/Godthab': 'America/Nuuk',
    'America/Indianapolis': 'America/Indiana/Indianapolis',
    'America/Jujuy': 'America/Argentina/Jujuy',
    'America/Louisville': 'America/Kentucky/Louisville',
    'America/Mendoza': 'America/Argentina/Mendoza',
    'Asia/Calcutta': 'Asia/Kolkata',
    'Asia/Katmandu': 'Asia/Kathmandu',
    'Asia/Rangoon': 'Asia/Yangon',
    'Asia/Saigon': 'Asia/Ho_Chi_Minh',
    'Atlantic/Faeroe': 'Atlantic/Faroe',
    'Etc/UTC': 'UTC',
    'Europe/Kiev': 'Europe/Kyiv',
    'Pacific/Enderbury': 'Pacific/Kanton',
    'Pacific/Ponape': 'Pacific/Pohnpei',
    'Pacific/Truk': 'Pacific/Chuuk',
    'US/Alaska': 'America/Anchorage',
    'US/Arizona': 'America/Phoenix',
    'US/Central': 'America/Chicago',
    'US/Eastern': 'America/New_York',
    'US/Hawaii': 'Pacific/Honolulu',
    'US/Mountain': 'America/Denver',
    'US/Pacific': 'America/Los_Angeles',
  }),
);

const present = (zone: string) => renamed.get(zone) ?? zone;

/** By their names in lower case: making a formatter for each of 24,000 records would take seconds. */
const known = lazily(
  () =>
    new Map(
      [...Intl.supportedValuesOf('timeZone'), ...renamed.keys(), ...renamed.values()].map((zone) => [
        zone.toLowerCase(),
        present(zone),
      ]),
    ),
);

/** What is in no table but a name all the same, such as `US/Eastern`, the runtime follows to where it leads. */
export function presentName(name: string): string | undefined {
  const zone = known().get(name.toLowerCase());
  if (zone !== undefined) return zone;
  // Offsets are no zones: they know no summer.
  if (!/^[a-z]/i.test(name)) return undefined;
  const other = zoneName(name);
  return other === undefined ? undefined : present(other);
}
