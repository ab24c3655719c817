import type { FieldConflicts, MonthFigures } from '@sidelight/shared/sync/monthly-report.ts';
import type { Section } from './section.ts';
import { change, number, spanWords } from './words.ts';

const MOST_FIELDS = 10;

/** Where both sides edited the same, and who decided. */
export function conflictSections(current: MonthFigures, before: MonthFigures | undefined): readonly Section[] {
  const { conflicts, openNow } = current;
  const waiting =
    openNow.items === 0
      ? 'Nothing waits for a person now.'
      : `Now ${number(openNow.items)} ${openNow.items === 1 ? 'waits' : 'wait'} for a person, the oldest for ${spanWords(openNow.oldestMs)}.`;
  if (conflicts.detected === 0) return [{ title: 'Conflicts', text: `There were none. ${waiting}` }];
  const then = (field: string) => before?.conflicts.fields.find((one) => one.field === field)?.detected;
  const shown = conflicts.fields.slice(0, MOST_FIELDS);
  const before0 = before?.conflicts.detected;
  const moved = change(conflicts.detected, before0);
  const waited = conflicts.waitedMs;
  return [
    {
      title: 'Conflicts',
      text: [
        `${number(conflicts.detected)} in all${before0 === undefined ? '' : `, ${number(before0)} the month before${moved && ` (${moved})`}`}:`,
        `${number(conflicts.automatic)} decided by rule or by both sides coming to agree, ${number(conflicts.manual)} by people,`,
        `${number(conflicts.open)} still open.`,
        waited === undefined ? '' : `Half of those that people decided waited longer than ${spanWords(waited)}.`,
        waiting,
      ]
        .filter((part) => part !== '')
        .join(' '),
      chart: {
        ...{ kind: 'bars', name: 'Conflicts by field' },
        bars: shown.map(({ field, detected }) => {
          const n = then(field);
          const earlier = n === undefined ? undefined : { value: n, shown: number(n) };
          return { label: field, value: detected, shown: number(detected), before: earlier };
        }),
      },
      table: {
        head: [
          'Field',
          'Conflicts',
          'Month before',
          'Automatic',
          'By people',
          'CRM taken',
          'Helpdesk taken',
          'Other',
          'Open',
        ],
        rows: shown.map((one) => [
          ...[one.field, number(one.detected), numberOr(then(one.field)), number(one.automatic), number(one.manual)],
          ...[count(one, 'left'), count(one, 'right'), number(other(one)), number(one.open)],
        ]),
      },
    },
  ];
}

const count = ({ ends }: FieldConflicts, end: 'left' | 'right'): string => number(ends[end] ?? 0);
const other = ({ ends }: FieldConflicts): number => (ends.value ?? 0) + (ends.neither ?? 0);
const numberOr = (n: number | undefined): string => (n === undefined ? '–' : number(n));
