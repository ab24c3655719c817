import type { CustomerNote } from '@sidelight/shared/context/customer.ts';
import type { Identity, LinkedSystem, NoId } from '../identify/identity.ts';
import type { LinkPart } from '../ports.ts';

/** Long enough for whoever takes the ticket next; after that it is simply how things are. */
const TELL_FOR_MS = 86_400_000;

const changed: Readonly<Record<LinkPart, CustomerNote>> = {
  account: 'account_changed',
  merged: 'account_merged',
  billing: 'payer_changed',
  telemetry: 'product_account_changed',
};

const unclear: Readonly<Record<LinkedSystem, Readonly<Record<Exclude<NoId['kind'], 'failed'>, CustomerNote>>>> = {
  billing: { several: 'several_payers', unreadable: 'payer_unreadable' },
  telemetry: { several: 'several_product_accounts', unreadable: 'product_account_unreadable' },
};

/** What an agent should know of how the account was found. Pure. */
export function notesOn(identity: Identity, nowMs: number): CustomerNote[] {
  const notes: CustomerNote[] = [];
  if (identity.kind === 'linked') {
    const { change } = identity.link;
    if (change && nowMs - change.atMs < TELL_FOR_MS) notes.push(...change.parts.map((part) => changed[part]));
    for (const system of ['billing', 'telemetry'] as const) {
      const why = identity.missing[system];
      if (why && why.kind !== 'failed') notes.push(unclear[system][why.kind]);
    }
  } else {
    if (identity.wasLinked) notes.push('account_lost');
    if ('isPartial' in identity && identity.isPartial) notes.push('more_candidates');
  }
  return notes;
}
