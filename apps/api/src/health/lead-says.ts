import { say, type Text } from '@sidelight/shared/map/text.ts';
import type { IncidentNow } from './incident.ts';

const words: Readonly<Record<'onIt' | 'onItSays' | 'says', Text>> = {
  onIt: { en: '%who is on it.', de: '%who kümmert sich darum.' },
  onItSays: { en: '%who is on it: “%text”', de: '%who kümmert sich darum: „%text“' },
  says: { en: '%who: “%text”', de: '%who: „%text“' },
};

/** Who is on it and the newest note, as agents read it in their banner. Undefined where no lead has said anything. Pure. */
export function leadSays(
  { acknowledged, assigned, note }: Pick<IncidentNow, 'acknowledged' | 'assigned' | 'note'>,
  locale: string,
): string | undefined {
  const put = (text: Text, who: string, said = '') =>
    say(text, locale).replace(/%(who|text)/g, (_, name) => (name === 'who' ? who : said));
  const who = assigned ?? acknowledged?.by;
  if (who !== undefined && note?.by === who) return put(words.onItSays, who, note.text);
  const parts = [who !== undefined && put(words.onIt, who), note && put(words.says, note.by, note.text)];
  return parts.filter(Boolean).join(' ') || undefined;
}
