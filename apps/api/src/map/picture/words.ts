import { PLACEHOLDER, type PLACEHOLDERS } from '@sidelight/shared/map/placeholder.ts';
import type { Sync } from '@sidelight/shared/map/system-facts.ts';
import { say } from '@sidelight/shared/map/text.ts';

type Languages = { readonly en: string; readonly de: string; readonly 'en-GB'?: string };

/** Away from a ticket there is nothing to fill in: what would stand there is said instead. */
const placeholders: Readonly<Record<(typeof PLACEHOLDERS)[number], Languages>> = {
  'ticket.id': { en: 'the ticket’s number', de: 'die Ticketnummer' },
  'requester.name': { en: 'the requester', de: 'die anfragende Person' },
  'requester.email': { en: 'the requester’s address', de: 'die Adresse der anfragenden Person' },
  'organization.name': { en: 'the organization', 'en-GB': 'the organisation', de: 'die Organisation' },
  'account.id': { en: 'the account’s id', de: 'die Kennung der Firma' },
  'account.billing_id': { en: 'the billing id', de: 'die Abrechnungs-ID' },
  'billing.customers': { en: 'the customers that fit', de: 'die Kunden, die passen' },
};

const syncs: Readonly<Record<Sync, Languages>> = {
  on_demand: { en: 'on demand', de: 'bei Bedarf' },
  real_time: { en: 'in real time', de: 'in Echtzeit' },
  every_minute: { en: 'every minute', de: 'jede Minute' },
  hourly: { en: 'hourly', de: 'stündlich' },
  daily: { en: 'daily', de: 'täglich' },
  weekly: { en: 'weekly', de: 'wöchentlich' },
  by_hand: { en: 'by hand', de: 'von Hand' },
};

export const syncInWords = (sync: Sync, locale: string): string => say(syncs[sync], locale);

export const withoutBlanks = (text: string, locale: string): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => {
    const found = Object.entries(placeholders).find(([known]) => known === name)?.[1];
    return found ? say(found, locale) : whole;
  });
