import type { Random } from '../../world/company/random.ts';
import { oddNumbers, oddTexts } from './odd-values.ts';

type Place = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string };

/** A copy of a good answer with one to three places changed into what no description promises. */
export function mutate(body: unknown, random: Random): unknown {
  const copy = { whole: structuredClone(body) };
  for (let times = random.int(1, 3); times > 0; times -= 1) {
    const places = placesIn(copy);
    const place = places[random.int(0, places.length - 1)];
    if (place) change(place, random);
  }
  return copy.whole;
}

function placesIn(holder: Record<string, unknown> | unknown[]): Place[] {
  return Object.entries(holder).flatMap(([key, value]): Place[] => [
    { holder, key },
    // Plain JSON: what is an object and no list has members.
    ...(typeof value === 'object' && value !== null ? placesIn(value as Record<string, unknown> | unknown[]) : []),
  ]);
}

function change({ holder, key }: Place, random: Random): void {
  const kind = random.pick(['null', 'gone', 'number', 'text', 'list', 'object', 'boolean', 'many', 'twice'] as const);
  // Lists are written by index, which `key` is for them.
  const members = holder as Record<string, unknown>;
  const now = members[key];
  if (kind === 'gone' && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (kind === 'gone') delete members[key];
  else if (kind === 'twice' && Array.isArray(holder)) holder.push(structuredClone(now));
  else if (kind === 'many' && Array.isArray(now))
    members[key] = Array.from({ length: 120 }, () => structuredClone(now[0]));
  else members[key] = oddValue(kind, random);
}

function oddValue(kind: string, random: Random): unknown {
  if (kind === 'number') return random.pick(oddNumbers);
  if (kind === 'text') return random.pick(oddTexts);
  if (kind === 'list') return random.pick([[], [null], [[]], ['a', 7, {}]]);
  if (kind === 'object') return random.pick([{}, { id: null }, JSON.parse('{"__proto__":{"a":1}}')]);
  return kind === 'boolean' ? random.next() < 0.5 : null;
}
