import { otherSide } from '../sync/canonical/canon.ts';
import type { ObjectStanding } from '../sync/desk/standing.ts';
import { runLine } from './run-lines.ts';
import { amount, asideWords, lookWords, minute, SIDES, sideNames, span } from './sync-words.ts';

type Line = readonly [string, string];

/** How one kind of record stands, for a terminal. */
export function standingLines(standing: ObjectStanding, nowMs: number): readonly string[] {
  const { object, isInMap, items, dead, erased } = standing;
  const { lastRun, lastFieldRun, aside, definitions, notes } = standing;
  const lines: readonly Line[] = [
    ['switched', switchedWords(standing)],
    ...(notes ? notesLines(notes) : flowLines(standing, nowMs)),
    ['for a person', itemWords(items)],
    [
      'not accepted',
      dead.length === 0 ? 'none' : dead.map(({ reason, n }) => `${n} ${reason.replaceAll('_', ' ')}`).join(', '),
    ],
    ...(erased > 0
      ? [['erased', `${erased.toLocaleString('en')} ${erased === 1 ? 'person' : 'people'}`] as const]
      : []),
    ['last run', lastRun ? runLine(lastRun) : 'none'],
    ...(lastFieldRun ? [['last of one field', runLine(lastFieldRun)] as const] : []),
    ...aside.map((one) => ['set aside', `${one.field}: ${asideWords(one)}`] as const),
    ...definitions
      .filter(({ outcome }) => outcome !== 'read')
      .map((look) => [`fields of the ${sideNames[look.side]}`, lookWords(look)] as const),
  ];
  return [
    `${object}${isInMap ? '' : ' (not in the map any more)'}`,
    ...lines.map(([name, is]) => `  ${name.padEnd(23)} ${is}`),
  ];
}

const notesLines = ({ written, waiting }: NonNullable<ObjectStanding['notes']>): readonly Line[] => [
  ['notes in the CRM', written.toLocaleString('en')],
  ['tickets waiting', waiting.toLocaleString('en')],
];

/** Pairs, and what goes to each side. */
function flowLines({ records, batches, looks, makings }: ObjectStanding, nowMs: number): readonly Line[] {
  const ago = (iso: string) => `${span(nowMs - Date.parse(iso))} ago`;
  return [
    ['pairs', records ? `${records.linked.toLocaleString('en')}${heldWords(records.held)}` : 'none linked yet'],
    ...SIDES.map((side) => {
      const waiting = records?.waiting[side];
      const since = waiting?.since === undefined ? '' : `, the oldest since ${minute(waiting.since)}`;
      return [`to the ${sideNames[side]}`, `${amount(waiting?.records ?? 0, 'record')} waiting${since}`] as const;
    }),
    ...batches.map(({ side, records: n, at, is_pending }) => {
      const whose = is_pending ? 'the other side works on it' : 'under way';
      return [`batch to the ${sideNames[side]}`, `${amount(n, 'record')}, sent ${ago(at)}, ${whose}`] as const;
    }),
    ...SIDES.map((side) => {
      const look = looks.find((each) => each.side === side);
      return [`looked at the ${sideNames[side]}`, look ? `${ago(look.at)}, ${minute(look.at)}` : 'never'] as const;
    }),
    ...makings.map(({ side, records: n, unapproved }) => {
      const unseen = unapproved > 0 ? `, ${unapproved.toLocaleString('en')} seen by nobody` : '';
      return [`new in the ${sideNames[otherSide(side)]}`, `${amount(n, 'record')} to be made${unseen}`] as const;
    }),
  ];
}

function switchedWords({ switched }: ObjectStanding): string {
  if (!switched) return 'off, never switched on';
  return `${switched.isOn ? 'on' : 'off'} since ${minute(switched.setAt)} by ${switched.setBy}`;
}

const heldWords = (held: number): string =>
  held === 0 ? '' : `, ${held.toLocaleString('en')} held for a person to decide`;

function itemWords(items: ObjectStanding['items']): string {
  if (!items || items.open === 0) return 'nothing open';
  const { open, blocking, overdue } = items;
  return `${amount(open, 'item')} open, ${blocking} holding a value back${overdue > 0 ? `, ${overdue} OVERDUE` : ''}`;
}
