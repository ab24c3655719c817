import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { say, type Text } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { alertWords, reasonWords, stateWords, vendorWords } from './code-words.ts';
import { moment } from './moment.ts';
import { fill, type PostMortemWords } from './words.ts';

/** One entry of a timeline in a sentence. Pure. */
export function entryText(entry: IncidentEntry, words: PostMortemWords, locale: string): string {
  switch (entry.kind) {
    case 'opened':
    case 'changed':
      return fill(words[entry.kind], standing(entry, locale));
    case 'acknowledged':
      return fill(words.acknowledgedBy, entry.by);
    case 'assigned':
      return fill(words.assignedTo, entry.by, entry.to);
    case 'note':
      return fill(words.noted, entry.by, entry.text);
    case 'maintenance':
      return fill(words.maintenance, moment(entry.until), entry.by);
    case 'expected':
      return fill(words.expected, entry.by, moment(entry.until));
    case 'overdue':
      return words.overdue;
    case 'alerted':
      return fill(words.told, entry.channel, words.whatTold[entry.what]);
    case 'alert_failed':
      return fill(
        words.notTold,
        entry.channel,
        say(ownValue<Text>(alertWords, entry.why) ?? { en: entry.why.replaceAll('_', ' ') }, locale),
      );
    case 'vendor':
      return fill(
        words.vendor,
        entry.report.source,
        [say(vendorWords[entry.report.state], locale), entry.report.text].filter(Boolean).join(' · '),
      );
    case 'closed':
      return entry.by === undefined ? words.closed : fill(words.closedBy, entry.by);
    case 'tagged':
      return fill(words.tagged, entry.by, entry.tickets, entry.tag);
    case 'answers_checked':
      return fill(words.checked, entry.checked, entry.differing);
  }
}

/** How bad it was, and why. */
export const standing = (
  { state, reason }: Pick<IncidentEntry & { kind: 'opened' }, 'state' | 'reason'>,
  locale: string,
): string =>
  [say(stateWords[state], locale), reason && `(${say(reasonWords[reason], locale)})`].filter(Boolean).join(' ');
