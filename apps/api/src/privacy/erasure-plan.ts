import type { TableEntry } from './inventory/entry.ts';
import type { Person } from './person.ts';

/** A record of the person in a system that is not ours to delete from. */
export interface HeldElsewhere {
  readonly system: string;
  readonly id: string;
}

/** One step of an erasure. Doing it again does nothing more. `place`: under which name its receipt stands. */
export type Step =
  /** First: whatever is under way meanwhile finds them. */
  | { readonly kind: 'marks'; readonly place: 'marks' }
  | { readonly kind: 'sync'; readonly place: 'sync'; readonly tables: readonly string[] }
  | { readonly kind: 'table'; readonly place: string; readonly does: 'row' | 'blank' | 'redact' }
  | { readonly kind: 'jobs'; readonly place: 'jobs' }
  | { readonly kind: 'memory'; readonly place: 'memory' }
  | ({ readonly kind: 'elsewhere'; readonly place: 'elsewhere' } & HeldElsewhere);

/** What is to be done about a person, by what the inventory says of each table. Pure. */
export function planErasure(
  inventory: Readonly<Record<string, TableEntry>>,
  person: Person,
  /** The system that has said that they are erased there. */
  told: string | undefined,
): readonly Step[] {
  const all = Object.entries(inventory);
  const ofSync = all.flatMap(([table, { erasing }]) => (erasing.by === 'sync' ? [table] : []));
  const tables = all.flatMap(
    ([
      place,
      {
        erasing: { by },
      },
    ]): Step[] => (by === 'row' || by === 'blank' || by === 'redact' ? [{ kind: 'table', place, does: by }] : []),
  );
  return [
    { kind: 'marks', place: 'marks' },
    ...(ofSync.length > 0 ? [{ kind: 'sync' as const, place: 'sync' as const, tables: ofSync }] : []),
    ...tables,
    { kind: 'jobs', place: 'jobs' },
    { kind: 'memory', place: 'memory' },
    ...elsewhere(person)
      .filter(({ system }) => system !== told)
      .map((one) => ({ kind: 'elsewhere' as const, place: 'elsewhere' as const, ...one })),
  ];
}

const elsewhere = ({ users, contacts }: Person): readonly HeldElsewhere[] => [
  ...users.map((id) => ({ system: 'helpdesk', id })),
  ...contacts.map((id) => ({ system: 'crm', id })),
];
