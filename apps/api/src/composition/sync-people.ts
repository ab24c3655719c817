import type { Person } from '../privacy/person.ts';
import { otherSide, type Side } from '../sync/canonical/canon.ts';
import { type EraseDeps, erase } from '../sync/erase/erase.ts';
import { addressText, idText } from '../sync/erase/texts.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** The kind of record that is a person. */
export const PEOPLE = 'contact';

export interface PeopleOfSync extends Omit<EraseDeps, 'store'> {
  readonly tenant: TenantId;
  readonly store: Pick<SyncStore, 'transact'>;
  /** Of these records, those that a person has been told to erase on their side. */
  asked(records: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * Everything that sync keeps of a person, on both sides. Whom one side erases the other still holds, and sync says so:
 * those are not erased by their own id besides, which would take that back.
 */
export async function erasePersonInSync(
  { tenant, store, marks, addresses, asked }: PeopleOfSync,
  person: Person,
  told: string | undefined,
): Promise<void> {
  const scope = { tenant, object: PEOPLE };
  const ids = { left: person.contacts, right: person.users } as const;
  const first: Side = told === 'crm' ? 'left' : 'right';
  const second = otherSide(first);
  const texts = [
    ...person.addresses.map(addressText),
    ...([first, second] as const).flatMap((side) => ids[side].map((id) => idText(side, id))),
  ];
  const own = await marks.of(texts);
  const paired = await store.transact(scope, async (tx) => {
    await tx.keepErased(own);
    return tx.bySide(second, ids[second]);
  });
  const stands = new Set(paired.filter((pair) => ids[first].includes(pair[first])).map((pair) => pair[second]));
  for (const id of ids[first]) await erase({ store, marks, addresses }, scope, first, id);
  const waiting = await asked(ids[second].map((id) => `${second}:${id}`));
  for (const id of ids[second])
    if (!stands.has(id) && !waiting.has(`${second}:${id}`)) await erase({ store, marks, addresses }, scope, second, id);
}
