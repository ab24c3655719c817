import type { JournalWish } from '../connectors/journal.ts';
import type { SyncObjectPlan } from './compile.ts';

/** Whose stage says whether it was won. */
const DEALS: JournalWish = { object: 'deals', properties: ['dealstage'] };

/** What the CRM's journal is to tell of: of each kind of record, the properties that its fields are read from. Pure. */
export function journalWishes(objects: readonly SyncObjectPlan[], welcomesCustomers: boolean): readonly JournalWish[] {
  const wishes = objects.map(({ left, fields, making }) => {
    const read = fields.filter(({ computed }) => computed === undefined);
    const names = read.flatMap((field) => field.left.parts ?? [field.left.property]);
    const company = making.company ? [making.company.left] : [];
    return { object: left, properties: [...new Set([...names, ...company])].toSorted() };
  });
  return welcomesCustomers ? [...wishes, DEALS] : wishes;
}
