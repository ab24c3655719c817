import { lazily } from './lazily.ts';

/** By their names in lower case: making a formatter for each of 24,000 records takes seconds. */
const known = lazily(() => new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone])));

/** The zone's name as this platform writes it, whatever the case. Undefined where IANA never had that name. */
export function zoneName(text: string): string | undefined {
  return known().get(text.toLowerCase()) ?? asked(text);
}

/** Also a name that IANA has given up: the platform follows it to the present one. */
function asked(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
