import { say, type Text } from '@sidelight/shared/map/text.ts';
import type { Identity, Party } from '../identify/identity.ts';

const OLD_ID: Text = {
  en: 'Merged in the CRM, found by its old ID',
  de: 'Im CRM zusammengeführt, gefunden über die alte ID',
};

const SHARED: Text = {
  en: 'Shared mailbox, maybe several people',
  de: 'Sammelpostfach, evtl. mehrere Personen',
};

const PICKED: Text = { en: 'Picked by you', de: 'Von Ihnen gewählt' };
const PICKED_BY_ANOTHER: Text = { en: 'Picked by another agent', de: 'Von jemand anderem gewählt' };

/**
 * Who picked the account, or what explains an odd match, short enough for a line or two: it stands where how the account
 * was found would; '' for nothing. Pure.
 */
export function storyOf(
  identity: Identity,
  { requester, organization }: Party,
  sharedMailboxes: ReadonlySet<string>,
  group: string | undefined,
  { locale, userId }: { readonly locale: string; readonly userId: string },
): string {
  if (identity.kind !== 'linked') return '';
  const { accountId, evidence, pickedBy } = identity.link;
  if (pickedBy !== null) return say(pickedBy === userId ? PICKED : PICKED_BY_ANOTHER, locale);
  const texts: Text[] = [];
  const isById = evidence[0] === 'organization_external_id';
  if (isById && organization?.externalId && !organization.externalId.includes(accountId)) texts.push(OLD_ID);
  if (group !== undefined) texts.push({ en: `The group pays: ${group}`, de: `Die Gruppe zahlt: ${group}` });
  if (requester.email !== null && sharedMailboxes.has(localPartOf(requester.email))) texts.push(SHARED);
  return texts.map((text) => say(text, locale)).join(' · ');
}

/** Without a `+tag`: mail to it lands in the same mailbox. */
const localPartOf = (email: string): string => email.trim().toLowerCase().split(/[+@]/)[0] ?? '';
