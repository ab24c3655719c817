import type { BannerWords } from './banner-en.ts';

export const bannerDe: BannerWords = {
  state: {
    degraded: '% antwortet langsam oder nur zeitweise',
    down: '% antwortet nicht',
    locked_out: '% nimmt unsere Anmeldung nicht an',
    maintenance: '%: geplante Wartung',
  },
  /** The system, and the cards its values stand on. */
  wrong: '% liefert falsche Werte, kein Verlass auf: %',
  /** Before it is known which cards those are. */
  wrongAll: '% liefert falsche Werte: nicht darauf verlassen',
  since: 'Seit %.',
  until: 'voraussichtlich bis %',
  lastHeard: 'zuletzt gehört %',
  more: 'Mehr',
  less: 'Weniger',
  about: 'über %',
  old: 'Vielleicht veraltet oder nicht da: %.',
  touched: 'Betrifft gerade % und %.',
  tickets: { one: '% offenes Ticket', other: '% offene Tickets' },
  agents: { one: '% Person im Support', other: '% Personen im Support' },
  ask: 'Fragen an: %',
  storeAway:
    'Sidelights Datenbank antwortet nicht. Werte kommen aus dem Gedächtnis und den Systemen; gespeichert werden kann nichts.',
};
