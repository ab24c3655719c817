import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncRecord, SyncWrite } from '../../connectors/sync-port.ts';

/** Companies that are linked: what the helpdesk calls one, by what the CRM calls it, and the other way round. */
export interface LinkedCompanies {
  toLeft(rightIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Only those that may be written. */
  toRight(leftIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** They are not linked, and something waits for them. */
  want(leftIds: readonly string[]): Promise<void>;
}

/** Our form is the CRM's id: a company of the helpdesk that nobody is linked to is none of them. */
const strange = (rightId: string) => `helpdesk:${rightId}`;

type Valued = Pick<SyncRecord, 'values'>;

/** What the helpdesk answered, with companies by the CRM's ids. */
export async function byLeftIds<T extends Valued>(
  companies: LinkedCompanies,
  property: string,
  answered: readonly T[],
): Promise<readonly T[]> {
  const ids = answered.flatMap(({ values }) => textIn(values, property) ?? []);
  if (ids.length === 0) return answered;
  const known = await companies.toLeft([...new Set(ids)]);
  return answered.map((one) => {
    const id = textIn(one.values, property);
    return id === undefined ? one : { ...one, values: { ...one.values, [property]: known.get(id) ?? strange(id) } };
  });
}

/** What is to be written there, by its own ids; and those whose company it has not. */
export async function byRightIds(
  companies: LinkedCompanies,
  property: string,
  items: readonly SyncWrite[],
): Promise<{ readonly items: readonly SyncWrite[]; readonly unlinked: readonly SyncWrite[] }> {
  const ids = items.flatMap(({ values }) => textIn(values, property) ?? []);
  if (ids.length === 0) return { items, unlinked: [] };
  const known = await companies.toRight([...new Set(ids)]);
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length > 0) await companies.want([...new Set(missing)]);
  const isUnlinked = ({ values }: SyncWrite) => missing.includes(textIn(values, property) ?? '');
  return {
    unlinked: items.filter(isUnlinked),
    items: items
      .filter((item) => !isUnlinked(item))
      .map((item) => {
        const right = known.get(textIn(item.values, property) ?? '');
        return right === undefined ? item : { ...item, values: { ...item.values, [property]: right } };
      }),
  };
}

function textIn(values: SyncRecord['values'], property: string): string | undefined {
  const value = ownValue(values, property);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
