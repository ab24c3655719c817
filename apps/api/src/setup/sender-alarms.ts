import { say, type Text } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';

interface SenderAlarm {
  readonly system: string;
  readonly alarm: 'silence' | 'bad_signatures';
  readonly since: string;
}

const words: Readonly<Record<SenderAlarm['alarm'], Text>> = {
  silence: {
    en: '% has sent no webhook since {since}, and usually sends many in that time. See there whether the webhook is still switched on. What changes there is seen later meanwhile.',
    de: '% hat seit {since} keine Nachricht gesendet, sonst kommen in dieser Zeit viele. Dort nachsehen, ob der Webhook noch eingeschaltet ist. Was sich dort ändert, ist bis dahin später zu sehen.',
  },
  bad_signatures: {
    en: 'Webhooks for % come with wrong signatures since {since}, and are refused. If the key was changed there, enter the new one here. If not, somebody else is sending them, and nothing else is needed.',
    de: 'Nachrichten für % sind seit {since} falsch signiert und werden abgelehnt. Wurde der Schlüssel dort geändert, den neuen hier eintragen. Wenn nicht, sendet sie jemand anderes, und weiter ist nichts zu tun.',
  },
};

/** What is wrong with webhooks just now, for whoever sets them up. Pure. */
export const senderAlarms = (
  alarms: readonly SenderAlarm[],
  names: Readonly<Record<string, Text>>,
  locale: string,
): AppWebhooks['alarms'] =>
  alarms.map(({ system, alarm, since }) => ({
    system,
    text: say(words[alarm], locale)
      .replace('%', say(ownValue(names, system) ?? system, locale))
      .replace('{since}', clock(since, locale)),
  }));

const clock = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso)) +
  ' UTC';
