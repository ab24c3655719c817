import type { SyncType } from '@sidelight/shared/map/sync.ts';
import { boolean } from './boolean.ts';
import type { Kind } from './canon.ts';
import { country } from './country.ts';
import { date } from './date.ts';
import { email } from './email.ts';
import { instant } from './instant.ts';
import { language } from './language.ts';
import { money } from './money.ts';
import { multiSelect } from './multi-select.ts';
import { name } from './name.ts';
import { number } from './number.ts';
import { phone } from './phone.ts';
import { picklist } from './picklist.ts';
import { reference } from './reference.ts';
import { text } from './text.ts';
import { timeZone } from './time-zone.ts';

export const kinds: Readonly<Record<SyncType, Kind>> = {
  email,
  phone,
  name,
  text,
  picklist,
  multi_select: multiSelect,
  boolean,
  number,
  money,
  date,
  instant,
  time_zone: timeZone,
  language,
  country,
  reference,
};
