import type { Flow, MonthFigures } from '@sidelight/shared/sync/monthly-report.ts';
import type { Bar, Section } from './section.ts';
import { change, number, percent, spanWords } from './words.ts';

const sideNames = { crm: 'CRM', helpdesk: 'helpdesk' } as const;
const nameOf = ({ object, to }: Pick<Flow, 'object' | 'to'>) => `${object} → ${sideNames[to]}`;

/** What became of values on their way, how long they took, and why some did not arrive. */
export function writeSections(current: MonthFigures, before: MonthFigures | undefined): readonly Section[] {
  const earlier = (flow: Flow) => before?.flows.find(({ object, to }) => object === flow.object && to === flow.to);
  return [success(current, earlier), speed(current, earlier), failures(current, before), letters(current)];
}

type Earlier = (flow: Flow) => Flow | undefined;

function success({ flows }: MonthFigures, earlier: Earlier): Section {
  return {
    title: 'Success per direction',
    text: 'Sent again: it was not done and went out once more by itself. Found there: the answer was lost, and reading showed that it had arrived. By a person: somebody said to try again.',
    table: {
      head: ['Flow', 'Taken', 'Refused', 'Success', 'Month before', 'Sent again', 'Found there', 'By a person'],
      rows: flows.map((flow) => [
        ...[nameOf(flow), number(flow.written), number(flow.refused), percentOr(flow.success)],
        ...[percentOr(earlier(flow)?.success), number(flow.sentAgain), number(flow.found), number(flow.replayed)],
      ]),
    },
  };
}

function speed({ flows }: MonthFigures, earlier: Earlier): Section {
  const title = 'Change to visible';
  const measured = flows.filter(({ lag }) => lag !== undefined);
  if (measured.length === 0) return { title, text: 'No edit was carried over whose time both clocks could tell.' };
  const bars = measured.flatMap((flow): Bar[] => {
    const then = earlier(flow)?.lag;
    return (['p50Ms', 'p95Ms'] as const).flatMap((of): Bar[] => {
      const value = flow.lag?.[of];
      if (value === undefined) return [];
      return [
        {
          ...{ label: `${nameOf(flow)}, ${of === 'p50Ms' ? 'p50' : 'p95'}`, value, shown: spanWords(value) },
          before: then && { value: then[of], shown: spanWords(then[of]) },
        },
      ];
    });
  });
  return {
    title,
    text: 'From an edit, by its own side’s clock set right, to the other side’s answer that it holds the value. Reckoned from buckets, so within a step of them.',
    chart: { kind: 'bars', name: 'Time from an edit to the other side', bars },
    table: {
      head: ['Flow', 'p50', 'p95', 'p50 before', 'p95 before', 'Edits measured', 'A write call, p50', 'p95'],
      rows: measured.map((flow) => {
        const then = earlier(flow)?.lag;
        return [
          ...[nameOf(flow), spanOr(flow.lag?.p50Ms), spanOr(flow.lag?.p95Ms), spanOr(then?.p50Ms), spanOr(then?.p95Ms)],
          ...[number(flow.lag?.n ?? 0), spanOr(flow.took?.p50Ms), spanOr(flow.took?.p95Ms)],
        ];
      }),
    },
  };
}

function failures({ refusals }: MonthFigures, before: MonthFigures | undefined): Section {
  const title = 'Failures by reason';
  if (refusals.length === 0) return { title, text: 'No value was refused.' };
  const then = (reason: string) => before?.refusals.find((one) => one.reason === reason)?.n;
  return {
    title,
    table: {
      head: ['Reason', 'Values', 'Month before', 'Change'],
      rows: refusals.map(({ reason, n }) => [
        ...[reason.replaceAll('_', ' '), number(n), numberOr(then(reason)), change(n, then(reason))],
      ]),
    },
  };
}

function letters({ deadLetters }: MonthFigures): Section {
  const title = 'Dead letters';
  if (deadLetters.length === 0) return { title, text: 'Nothing that was refused in this month is still there.' };
  return {
    title,
    text: 'Values refused in this month that still wait for somebody.',
    table: {
      head: ['Field', 'Reason', 'Values'],
      rows: deadLetters.map(({ field, reason, n }) => [field, reason.replaceAll('_', ' '), number(n)]),
    },
  };
}

const numberOr = (n: number | undefined): string => (n === undefined ? '–' : number(n));
const percentOr = (share: number | undefined): string => (share === undefined ? '–' : percent(share));
const spanOr = (ms: number | undefined): string => (ms === undefined ? '–' : spanWords(ms));
