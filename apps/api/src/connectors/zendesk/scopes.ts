import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import type { AskedScope } from '../asked-scope.ts';

const NO_WEBHOOK: VendorText = {
  en: 'No webhook can be registered: a ticket is read when an agent opens it, not before.',
  de: 'Es lässt sich kein Webhook anmelden: Ein Ticket wird gelesen, wenn es geöffnet wird, und nicht vorher.',
};

/**
 * What the product asks of the helpdesk, and what for. A client may be forbidden to ask for some of them: it is then
 * asked for the others, and goes without. https://support.zendesk.com/hc/en-us/articles/11093380955674
 */
export const zendeskScopes: readonly AskedScope[] = [
  { scope: 'tickets:read', purpose: { en: 'confirms whose ticket this is', de: 'bestätigt, wem ein Ticket gehört' } },
  {
    scope: 'users:read',
    purpose: {
      en: 'who wrote, who is looking, and which groups they are in',
      de: 'wer geschrieben hat, wer gerade liest und zu welchen Gruppen sie gehören',
    },
  },
  {
    scope: 'organizations:read',
    purpose: {
      en: 'which company the person who wrote belongs to',
      de: 'die Organisation der Person, die geschrieben hat',
    },
  },
  {
    scope: 'tickets:write',
    purpose: {
      en: 'marks tickets answered on unconfirmed values',
      de: 'markiert Tickets, die auf unbestätigter Grundlage beantwortet wurden',
    },
    without: {
      en: 'Tickets that were answered on unconfirmed values are not marked.',
      de: 'Tickets, die auf unbestätigter Grundlage beantwortet wurden, werden nicht markiert.',
    },
  },
  {
    scope: 'groups:read',
    purpose: {
      en: 'which groups there are, to bring them in one after the other',
      de: 'welche Gruppen es gibt, um sie nacheinander dazuzunehmen',
    },
    without: {
      en: 'The rollout cannot go group by group, and groups in the map make nobody a lead or an admin.',
      de: 'Die Einführung kann nicht Gruppe für Gruppe vorangehen, und über Gruppen in der Integrationskarte bekommt niemand die Rolle der Teamleitung oder der Administration.',
    },
  },
  {
    scope: 'brands:read',
    purpose: {
      en: 'which of your brands agents may work on',
      de: 'in welchen Ihrer Marken gearbeitet werden darf',
    },
    without: {
      en: 'On another brand of yours the page opens without a check that the brand is yours.',
      de: 'Unter einer weiteren Marke öffnet sich die Seite, ohne dass geprüft wird, ob es Ihre ist.',
    },
  },
  {
    scope: 'webhooks:read',
    purpose: { en: 'finds the webhook if it is there already', de: 'findet den Webhook, falls es ihn schon gibt' },
    without: NO_WEBHOOK,
  },
  {
    scope: 'webhooks:write',
    purpose: {
      en: 'registers the webhook that has a ticket ready before it is opened',
      de: 'meldet den Webhook an, damit ein Ticket schon vor dem Öffnen bereit ist',
    },
    without: NO_WEBHOOK,
  },
  {
    scope: 'read',
    purpose: {
      en: 'Only for Sync: asks what has changed, and searches; Zendesk has no narrower right for either',
      de: 'Nur für den Abgleich: fragt nach Änderungen und sucht; für beides hat Zendesk kein engeres Recht',
    },
    without: {
      en: 'Sync may not ask Zendesk what has changed.',
      de: 'Der Abgleich darf Zendesk nicht nach Änderungen fragen.',
    },
    isOnlyForSync: true,
  },
  {
    scope: 'users:write',
    purpose: {
      en: 'Only for Sync: changes users to what both sides agree on',
      de: 'Nur für den Abgleich: schreibt abgeglichene Werte in Benutzer',
    },
    without: {
      en: 'Sync may not change users in Zendesk.',
      de: 'Der Abgleich darf Benutzer in Zendesk nicht ändern.',
    },
    isOnlyForSync: true,
    writes: 'users',
  },
  {
    scope: 'organizations:write',
    purpose: {
      en: 'Only for Sync: changes company records to what both sides agree on',
      de: 'Nur für den Abgleich: schreibt abgeglichene Werte in Organisationen',
    },
    without: {
      en: 'Sync may not change company records in Zendesk.',
      de: 'Der Abgleich darf Organisationen in Zendesk nicht ändern.',
    },
    isOnlyForSync: true,
    writes: 'organizations',
  },
];

/** Of those asked for, the ones a token was not given. `read` and `write` stand for all of their kind. */
export function withheldScopes(granted: string | null | undefined, asked: readonly string[]): readonly string[] {
  const given = (granted ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  // An answer that names none says nothing about them.
  if (given.length === 0) return [];
  return asked.filter((scope) => !given.includes(scope) && !given.includes(scope.split(':')[1] ?? scope));
}

/** What there is not without these; each once. */
export const withoutScopes = (withheld: readonly string[]): readonly VendorText[] => [
  ...new Set(
    zendeskScopes.flatMap(({ scope, without }) => (without !== undefined && withheld.includes(scope) ? [without] : [])),
  ),
];
