import { invalid, singleText, value } from './single-text.ts';
import { presentName } from './zone-names.ts';

/** Its name in IANA's tables as they are now, from any name it ever had there. */
export const timeZone = singleText((text) => {
  const zone = presentName(text.trim());
  return zone === undefined ? invalid('unknown_zone') : value(zone);
});
