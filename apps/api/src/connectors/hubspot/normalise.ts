import { ownValue } from '@sidelight/shared/own-property.ts';
import type { AccountRecord, AccountsRecord, ContactRecord } from '@sidelight/shared/record/crm.ts';
import type { WireCompany, WireContact } from './wire.ts';

/** The v3 name of the "Primary" label; other labels of the same association have other names. */
const PRIMARY = 'contact_to_company';

export function normaliseContact(wire: WireContact, asked: readonly string[]): ContactRecord {
  const associated = wire.associations?.companies?.results ?? [];
  const { firstname, lastname, email } = wire.properties;
  return {
    id: wire.id,
    name: [firstname, lastname].filter(Boolean).join(' ') || null,
    email: email || null,
    accountIds: [...new Set(associated.map((company) => company.id))],
    primaryAccountId: associated.find((company) => company.type === PRIMARY)?.id ?? null,
    properties: pick(wire.properties, asked),
  };
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
