import { ownValue } from '@sidelight/shared/own-property.ts';
import type { AccountRecord, AccountsRecord, ContactRecord } from '@sidelight/shared/record/crm.ts';
import { WireAssociation, type WireCompany, type WireContact } from './wire.ts';

/** The v3 name of the "Primary" label; other labels of the same association have other names. */
const PRIMARY = 'contact_to_company';

/** `leftOut`: companies whose association could not be understood. */
export function normaliseContact(
  wire: WireContact,
  asked: readonly string[],
): { readonly record: ContactRecord; readonly leftOut: number } {
  const all = wire.associations?.companies?.results ?? [];
  const associated = all.flatMap((one) => WireAssociation.safeParse(one).data ?? []);
  const { firstname, lastname, email, hs_additional_emails: others } = wire.properties;
  const record: ContactRecord = {
    id: wire.id,
    name: [firstname, lastname].filter(Boolean).join(' ') || null,
    email: email || null,
    otherEmails: listed(others),
    accountIds: [...new Set(associated.map((company) => company.id))],
    primaryAccountId: associated.find((company) => company.type === PRIMARY)?.id ?? null,
    properties: pick(wire.properties, asked),
    since: sinceOf(wire),
  };
  return { record, leftOut: all.length - associated.length };
}

export const normaliseAccount = (wire: WireCompany, asked: readonly string[]): AccountRecord => ({
  id: wire.id,
  name: wire.properties.name || null,
  properties: pick(wire.properties, asked),
});

export const normaliseAccounts = (wires: readonly WireCompany[], asked: readonly string[]): AccountsRecord => ({
  accounts: wires.map((wire) => normaliseAccount(wire, asked)),
});

/** Only what the map named. The vendor leaves out what it does not know, and says '' for what was cleared. */
const pick = (properties: Readonly<Record<string, string | null>>, asked: readonly string[]) =>
  Object.fromEntries(asked.map((name) => [name, ownValue(properties, name) || null]));

/** Each since the first of its newest versions in a row that hold what it holds now. */
function sinceOf({ propertiesWithHistory: past, properties }: WireContact): Record<string, string> {
  return Object.fromEntries(
    Object.entries(past ?? {}).flatMap(([name, versions]) => {
      const other = versions.findIndex(({ value }) => value !== ownValue(properties, name));
      const first = (other < 0 ? versions : versions.slice(0, other)).at(-1);
      return first ? [[name, first.timestamp]] : [];
    }),
  );
}

/** Several values of one property are separated by semicolons. */
export const listed = (text: string | null | undefined): string[] =>
  (text ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
