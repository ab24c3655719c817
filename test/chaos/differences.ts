import type { Field } from '@sidelight/shared/context/field.ts';
import type { Opening } from './read-opening.ts';

/** What an agent's eye would see change: what was read when, and in which order it came, does not count. */
export function differences(now: Opening, before: Opening, ids: readonly string[]): string[] {
  const seen = (opening: Opening, id: string) =>
    new Map(opening.cards.get(id)?.fields.map((field) => [field.id, seenOf(field)]));
  return ids.flatMap((id) => {
    const [a, b] = [seen(now, id), seen(before, id)];
    const fields = [...new Set([...a.keys(), ...b.keys()])].filter((field) => a.get(field) !== b.get(field));
    return fields.map((field) => `${field}: ${a.get(field)} instead of ${b.get(field)}`);
  });
}

const seenOf = (field: Field): string =>
  'value' in field
    ? `${field.state} ${JSON.stringify(field.value)}`
    : 'reason' in field
      ? `${field.state} ${field.reason}`
      : field.state;
