import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ItemOutcome } from '../../sync-port.ts';
import { fieldKey, type RecordKind } from './kinds.ts';
import type { WireInvalid } from './wire.ts';

/** Why an item, or one property of it, was not written. */
type Refused = Extract<ItemOutcome, { kind: 'refused' }>;
export type Refusal = Omit<Refused, 'kind' | 'written' | 'why'> & { readonly why: Exclude<Refused['why'], 'unlinked'> };

/** What an error of the vendor's means, in its own code words. */
const meanings: Readonly<Record<string, Refusal['why']>> = {
  RecordNotFound: 'gone',
  Forbidden: 'permission',
  PermissionDenied: 'permission',
  AccessDenied: 'permission',
  DuplicateValue: 'duplicate',
};

export const whyOf = (code: string | null | undefined): Refusal['why'] =>
  ownValue(meanings, code ?? '') ?? 'validation';

/** The first thing a 422 names. `sent`: the properties that were in the request. */
export function refusalOf(kind: RecordKind, { details }: WireInvalid, sent: readonly string[]): Refusal {
  const [field = '', [first] = []] = Object.entries(details ?? {})[0] ?? [];
  const property = sent.find((name) => name === field || fieldKey(kind, name) === field) ?? only(sent);
  return { why: whyOf(first?.error), ...(property === undefined ? {} : { property }) };
}

/** Where one property was sent, it is the one that was refused. */
export const only = (sent: readonly string[]): string | undefined => (sent.length === 1 ? sent[0] : undefined);
