import { clock } from './clock.ts';
import type { SyncMessage } from './message.ts';

const remedies: Readonly<Record<SyncMessage['alarm'], string>> = {
  lag: '`sync status` shows what waits, and for how long',
  unread: 'See whether its credential still works and its limits leave anything; edits there are found once it answers',
  drift: '`sync status` shows what the comparison found; `sync reconcile` repairs it',
  failures: '`sync status` lists what was not accepted, and why',
  dead_letters: '`sync status` lists them; `sync replay` tries again what has been fixed',
  reviews_overdue: '`sync review` lists them with both sides',
  erasures: '`sync review` lists them: erase them there for good, then close each with `--take neither`',
  field_aside:
    '`sync status` says why; fix the property, or change the map, and it is kept in sync again automatically',
  webhook_silence: 'See in the helpdesk whether its webhook is active; until then edits are found by asking',
};

/** What goes wrong between the CRM and the helpdesk, on one line. */
export function syncHeadline(message: SyncMessage): string {
  if (message.what === 'over') return over(message);
  const { alarm, system, object = 'a record', value = 0 } = message;
  switch (alarm) {
    case 'lag':
      return `Changes of ${object} take ${span(value)} to reach ${system}`;
    case 'unread':
      return `${system} has not said for ${span(value)} what was changed of ${object} there`;
    case 'drift':
      return `${percent(value)} of ${object} pairs differed when the CRM and the helpdesk were compared`;
    case 'failures':
      return `${system} refuses ${percent(value)} of the values of ${object} that are sent to it`;
    case 'dead_letters':
      return `${value.toLocaleString('en')} ${value === 1 ? 'value was' : 'values were'} not accepted by the CRM or the helpdesk, and ${value === 1 ? 'waits' : 'wait'}`;
    case 'reviews_overdue':
      return `${value.toLocaleString('en')} ${value === 1 ? 'conflict between the CRM and the helpdesk is' : 'conflicts between the CRM and the helpdesk are'} overdue for a decision`;
    case 'erasures':
      return `${value.toLocaleString('en')} ${value === 1 ? 'person was' : 'people were'} erased in the CRM or the helpdesk, and the other still holds them`;
    case 'field_aside':
      return `${object} is neither compared nor written: what ${system} has for it does not fit the map any more`;
    case 'webhook_silence':
      return `${system} has sent nothing for ${span(value)}, and did a week ago`;
  }
}

function over({ alarm, system, object = 'a record' }: SyncMessage): string {
  switch (alarm) {
    case 'lag':
      return `Changes of ${object} reach ${system} in time again`;
    case 'unread':
      return `${system} says again what is changed of ${object} there`;
    case 'drift':
      return `Pairs of ${object} agree again`;
    case 'failures':
      return `${system} accepts the values of ${object} again`;
    case 'dead_letters':
      return 'Values that were not accepted are within the limit again';
    case 'reviews_overdue':
      return 'Conflicts are decided in time again';
    case 'erasures':
      return 'Everybody who was erased is erased on both sides now';
    case 'field_aside':
      return `${object} is compared and written again`;
    case 'webhook_silence':
      return `${system} sends what happens again`;
  }
}

export function syncDetails({ what, alarm, value, limit, since, at }: SyncMessage): string[] {
  if (what === 'over') return [`Since ${clock(since)}, until ${clock(at)}`];
  const allowed =
    limit === undefined || value === undefined || alarm === 'field_aside'
      ? []
      : [`The map allows ${amount(alarm, limit)}`];
  return [`Since ${clock(since)}`, ...allowed, remedies[alarm]];
}

function amount(alarm: SyncMessage['alarm'], n: number): string {
  if (alarm === 'lag' || alarm === 'unread' || alarm === 'webhook_silence') return span(n);
  return alarm === 'drift' || alarm === 'failures' ? percent(n) : n.toLocaleString('en');
}

const percent = (share: number): string => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })}%`;

function span(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} seconds`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} minutes`;
  return `${Math.round(ms / 3_600_000)} hours`;
}
