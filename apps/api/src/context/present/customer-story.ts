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

/** What explains an odd match, short enough for one line, which it takes from how the account was found; '' for nothing. Pure. */
export function storyOf(
  identity: Identity,
  { requester, organization }: Party,
  sharedMailboxes: ReadonlySet<string>,
  group: string | undefined,
  locale: string,
): string {
  if (identity.kind !== 'linked' || identity.link.pickedBy !== null) return '';
  const { accountId, evidence } = identity.link;
  const texts: Text[] = [];
  const isById = evidence[0] === 'organization_external_id';
  if (isById && organization?.externalId && !organization.externalId.includes(accountId)) texts.push(OLD_ID);
  if (group !== undefined) texts.push({ en: `The group pays: ${group}`, de: `Die Gruppe zahlt: ${group}` });
  if (requester.email !== null && sharedMailboxes.has(localPartOf(requester.email))) texts.push(SHARED);
  return texts.map((text) => say(text, locale)).join(' · ');
}

/** Without a `+tag`: mail to it lands in the same mailbox. */
const localPartOf = (email: string): string => email.trim().toLowerCase().split(/[+@]/)[0] ?? '';
