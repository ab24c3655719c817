import type { Value } from '@sidelight/shared/context/value.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { z } from 'zod';
import { wordFor } from './word-for.ts';

const Points = z.array(z.number());
/** Less than this is no change worth a word. */
const NOTABLE_SHARE = 0.05;

/** Numbers over time, with the map's sentence on them for whoever does not see the line. */
export function trend(found: unknown, values: FieldSpec['values'], locale: string): Value | null | undefined {
  const points = Points.safeParse(found).data;
  const [first] = points ?? [];
  const last = points?.at(-1);
  if (points === undefined) return undefined;
  if (first === undefined || last === undefined) return null;
  const number = new Intl.NumberFormat(locale);
  const says = wordFor(values, direction(first, last), locale)
    ?.replaceAll('{{count}}', number.format(points.length))
    .replaceAll('{{from}}', number.format(first))
    .replaceAll('{{to}}', number.format(last));
  return { kind: 'trend', points, ...(says !== undefined && { says }) };
}

function direction(first: number, last: number): 'rising' | 'falling' | 'steady' {
  const change = last - first;
  if (Math.abs(change) <= Math.abs(first) * NOTABLE_SHARE) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}
