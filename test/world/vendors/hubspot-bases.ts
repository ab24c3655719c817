import type { Changes } from '../changes.ts';
import type { HubspotKind } from './hubspot-properties.ts';
import { type Base, companyBase, contactBase, dealBase, noteBase, talkBase } from './hubspot-rows.ts';

/** The records the company began with, as they are after what `changes` says. */
export interface HubspotBases {
  /** Also by the id of a record that was merged into it. */
  find(kind: HubspotKind, id: string): Base | undefined;
  /** The same list as long as nothing has changed. */
  ids(kind: HubspotKind): readonly string[];
  /** Ids of those that may have this value, where it is one that records are looked up by. */
  having(kind: HubspotKind, property: string, value: string): readonly string[];
}

/** What was made for samples only, and is changed by nobody but the vendor. */
type SoldKind = Exclude<HubspotKind, 'contacts' | 'companies'>;
type Kept = Record<'contacts' | 'companies', ReadonlyMap<string, Base>>;

export function createHubspotBases(changes: Pick<Changes, 'company' | 'revision'>): HubspotBases {
  const { company } = changes;
  let kept: { readonly revision: number; readonly of: Kept } | undefined;
  const bundles = company.samples.map(({ bundle }) => bundle);
  const talks = bundles.flatMap((bundle) => bundle.talks ?? []).map((talk) => [talk.kind, talkBase(talk)] as const);
  const pinned = bundles.flatMap((bundle) => bundle.pinned ?? []);
  const pinnedOf = new Map(pinned.map((note) => [note.accountId, note.id]));
  const mapOf = (bases: readonly Base[]) => new Map(bases.map((base) => [base.id, base]));
  const sold: Readonly<Record<SoldKind, ReadonlyMap<string, Base>>> = {
    deals: mapOf(bundles.flatMap((bundle) => bundle.deals ?? []).map(dealBase)),
    calls: mapOf(talks.flatMap(([kind, base]) => (kind === 'calls' ? base : []))),
    meetings: mapOf(talks.flatMap(([kind, base]) => (kind === 'meetings' ? base : []))),
    notes: mapOf(pinned.map(noteBase)),
  };
  const soldIds: Readonly<Record<SoldKind, readonly string[]>> = {
    ...{ deals: [...sold.deals.keys()], notes: [...sold.notes.keys()] },
    ...{ calls: [...sold.calls.keys()], meetings: [...sold.meetings.keys()] },
  };
  const listed = new WeakMap<ReadonlyMap<string, Base>, readonly string[]>();

  const one = (kind: HubspotKind, id: string): Base | undefined => {
    if (kind !== 'contacts' && kind !== 'companies') return sold[kind].get(id);
    if (kind === 'contacts') {
      const contact = company.contact(id);
      return contact && contactBase(contact);
    }
    const account = company.account(id);
    return account && companyBase(account, pinnedOf.get(account.id) ?? null);
  };
  /** All of them, made once: a search by date looks at each. */
  const everything = (): Kept => {
    const revision = changes.revision();
    if (kept?.revision === revision) return kept.of;
    const bundles = [
      ...company.samples.map(({ bundle }) => bundle),
      ...Array.from({ length: company.customers }, (_, n) => company.customer(n)),
    ];
    const now = (kind: HubspotKind, ids: readonly string[]) =>
      new Map(
        ids.flatMap((id) => {
          const base = one(kind, id);
          return base ? [[base.id, base] as const] : [];
        }),
      );
    const of = {
      contacts: now(
        'contacts',
        bundles.flatMap(({ contacts }) => contacts.map(({ id }) => id)),
      ),
      companies: now(
        'companies',
        bundles.flatMap(({ accounts }) => accounts.map(({ id }) => id)),
      ),
    };
    kept = { revision, of };
    return of;
  };

  return {
    find: (kind, id) => {
      const isKept = kept?.revision === changes.revision() && (kind === 'contacts' || kind === 'companies');
      return (isKept ? kept?.of[kind].get(id) : undefined) ?? one(kind, id);
    },
    ids: (kind) => {
      if (kind !== 'contacts' && kind !== 'companies') return soldIds[kind];
      const of = everything()[kind];
      const ids = listed.get(of) ?? [...of.keys()];
      listed.set(of, ids);
      return ids;
    },
    having: (kind, property, value) => {
      const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
      if (kind === 'contacts' && property === 'email') return ids([company.contactByEmail(value) ?? []].flat());
      if (kind === 'contacts' && property === 'hs_additional_emails') return ids(company.contactsByOtherEmail(value));
      if (kind === 'companies' && property === 'domain') return ids(company.accountsByDomain(value));
      return kind === 'companies' && property === 'hs_additional_domains'
        ? ids(company.accountsByOtherDomain(value))
        : [];
    },
  };
}
