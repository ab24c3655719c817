import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Format } from '../../words/format.ts';
import type { StatusWords } from '../../words/status-words.ts';
import { fill, type Words } from '../../words/words.ts';
import { noun } from './count.ts';
import { shownState } from './state-look.ts';

/** The part of the page's context that puts entries into words. */
type Speech = Format & Pick<Words, 'reasons'> & { readonly say: StatusWords };

/** One entry of the timeline in words. A note is its own words, and who wrote it. `name`: the system's. */
export function entryText(entry: IncidentEntry, name: string, speech: Speech, nowMs: number): string {
  const { say, reasons } = speech;
  const { ui } = say;
  switch (entry.kind) {
    case 'opened':
    case 'changed': {
      const state = fill(
        entry.kind === 'opened' ? ui.opened : ui.changed,
        say.state[shownState(entry.state, entry.reason)],
      );
      return entry.reason ? `${state}. ${fill(reasons[entry.reason], name)}` : state;
    }
    case 'acknowledged':
      return fill(ui.acknowledged, entry.by);
    case 'assigned':
      return fill(ui.assigned, entry.by, entry.to);
    case 'expected':
      return fill(ui.expects, entry.by, speech.clock(entry.until, nowMs));
    case 'overdue':
      return ui.overdue;
    case 'note':
      return `${entry.by}: ${fill(ui.quote, entry.text)}`;
    case 'maintenance':
      return fill(ui.maintenanceBy, speech.clock(entry.until, nowMs), entry.by);
    case 'alerted':
      return fill(ui.alerted, entry.channel, say.told[entry.what]);
    case 'alert_failed':
      return fill(ui.alertFailed, entry.channel, ownValue<string>(say.why, entry.why) ?? entry.why);
    case 'vendor':
      return fill(ui.vendorEntry, entry.report.source, entry.report.text ?? say.vendor[entry.report.state]);
    case 'closed':
      return entry.by ? fill(ui.closedBy, entry.by) : ui.closed;
    case 'tagged':
      return fill(ui.tagged, entry.by, speech.number(entry.tickets), entry.tag);
    case 'answers_checked': {
      const differing = `${speech.number(entry.differing)} ${noun(entry.differing, say.differing)}`;
      return fill(ui.checked, speech.number(entry.checked), differing);
    }
  }
}
