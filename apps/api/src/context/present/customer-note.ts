import { say, type Text } from '@sidelight/shared/map/text.ts';
import type { Identity, LinkedSystem, NoId } from '../identify/identity.ts';
import type { LinkPart } from '../ports.ts';

/** Long enough for whoever takes the ticket next; after that it is simply how things are. */
const TELL_FOR_MS = 86_400_000;

const changed: Readonly<Record<LinkPart, Text>> = {
  account: {
    en: 'The CRM now names another company for this requester.',
    de: 'Das CRM nennt für diese Person jetzt eine andere Firma.',
  },
  merged: {
    en: 'This company was merged with another one in the CRM.',
    de: 'Diese Firma wurde im CRM mit einer anderen zusammengeführt.',
  },
  billing: {
    en: 'Who pays for this account has changed since it was last read.',
    de: 'Wer für dieses Konto zahlt, hat sich seit dem letzten Lesen geändert.',
  },
  telemetry: {
    en: 'The CRM now names another product account.',
    de: 'Das CRM nennt jetzt ein anderes Produktkonto.',
  },
};

const lost: Text = {
  en: 'The account shown before no longer fits what the CRM says.',
  de: 'Das bisher gezeigte Konto passt nicht mehr zu dem, was das CRM sagt.',
};

const domainOnly: Text = {
  en: 'Only the e-mail domain matches: anybody there may have written.',
  de: 'Nur die E-Mail-Domain passt: Geschrieben haben kann jeder von dort.',
};

const more: Text = {
  en: 'More companies fit than are shown. Look in the CRM.',
  de: 'Es passen mehr Firmen als hier gezeigt. Bitte im CRM nachsehen.',
};

const unclear: Readonly<Record<LinkedSystem, Readonly<Record<Exclude<NoId['kind'], 'failed'>, Text>>>> = {
  billing: {
    several: {
      en: 'Several payers fit this account, so none is shown.',
      de: 'Mehrere Zahler passen zu diesem Konto, darum wird keiner gezeigt.',
    },
    unreadable: {
      en: 'What the CRM holds as payer is not a customer ID of the billing system.',
      de: 'Was im CRM als Zahler steht, ist keine Kundennummer des Abrechnungssystems.',
    },
  },
  telemetry: {
    several: {
      en: 'The CRM names several product accounts, so none is shown.',
      de: 'Das CRM nennt mehrere Produktkonten, darum wird keines gezeigt.',
    },
    unreadable: {
      en: 'What the CRM holds as product account is not an ID.',
      de: 'Was im CRM als Produktkonto steht, ist keine Kennung.',
    },
  },
};

/** What an agent should know of how the account was found; '' when there is nothing. Pure. */
export function noteOn(identity: Identity, locale: string, nowMs: number): string {
  const texts: Text[] = [];
  if (identity.kind === 'linked') {
    const { change } = identity.link;
    if (change && nowMs - change.atMs < TELL_FOR_MS) texts.push(...change.parts.map((part) => changed[part]));
    for (const system of ['billing', 'telemetry'] as const) {
      const why = identity.missing[system];
      if (why && why.kind !== 'failed') texts.push(unclear[system][why.kind]);
    }
  } else {
    if (identity.kind === 'suggested' && identity.candidates.every(({ evidence }) => evidence[0] === 'domain'))
      texts.push(domainOnly);
    if (identity.wasLinked) texts.push(lost);
    if ('isPartial' in identity && identity.isPartial) texts.push(more);
  }
  return texts.map((text) => say(text, locale)).join(' ');
}
