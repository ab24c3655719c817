import type { BackgroundWords } from './background-en.ts';

export const backgroundDe: BackgroundWords = {
  said: 'Sidelight, %: %',
  state: {
    degraded: '% antwortet langsam oder nur zeitweise.',
    down: '% antwortet nicht.',
    locked_out: '% nimmt unsere Anmeldung nicht an.',
    maintenance: '%: geplante Wartung.',
  },
  wrong: '% liefert falsche Werte: nicht darauf verlassen.',
  cards: 'Veraltet oder nicht da: %.',
  workflows: 'Betrifft: %.',
  more: '% und % weitere',
  next: 'Mehr dazu in Sidelight, in der linken Leiste.',
  ended: 'Die Sitzung dieses Tabs ist abgelaufen. Seite neu laden, um wieder vor Ausfällen gewarnt zu werden.',
};
