import type { MonthFigures, MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { conflictSections } from './conflict-sections.ts';
import type { Bar, Section } from './section.ts';
import { change, hourWords, number, percent, spanWords } from './words.ts';
import { writeSections } from './write-sections.ts';

/** Everything below the headline figures. Pure. */
export function sectionsOf(report: MonthlyReport): readonly Section[] {
  const { current, before, mappings, sloMs } = report;
  return [
    volume(current, before),
    ...writeSections(current, before),
    consistency(current, before),
    ...conflictSections(current, before),
    calls(current, before),
    webhooks(current, before, sloMs),
    mapped(mappings),
  ];
}

function volume(current: MonthFigures, before: MonthFigures | undefined): Section {
  const peak = current.peakHour;
  const moved = before ? `, ${number(before.written)} the month before${trend(current.written, before.written)}` : '';
  return {
    title: 'Volume',
    text: `${number(current.written)} values were brought to the other side${moved}. ${
      peak ? `The busiest hour was ${hourWords(peak.at)} with ${number(peak.written)}.` : 'There was no busiest hour.'
    }`,
    chart: {
      ...{ kind: 'columns', name: 'Values a day' },
      bars: current.days.map(({ day, written }) => ({ label: day, value: written, shown: number(written) })),
    },
  };
}

const trend = (now: number, then: number) => {
  const moved = change(now, then);
  return moved === '' ? '' : ` (${moved})`;
};

function consistency(current: MonthFigures, before: MonthFigures | undefined): Section {
  const title = 'Consistency';
  if (current.consistency.length === 0)
    return { title, text: 'Nothing was compared as a whole in this month, so how far both sides agreed is not known.' };
  const earlier = (object: string) => before?.consistency.find((one) => one.object === object);
  const bars = current.consistency.flatMap(({ object, drift }) =>
    drift.slice(0, 6).map(({ field, crm, helpdesk }): Bar => {
      const then = earlier(object)?.drift.find((one) => one.field === field);
      const n = crm + helpdesk;
      return {
        ...{ label: `${object}.${field}`, value: n, shown: number(n) },
        before: then && { value: then.crm + then.helpdesk, shown: number(then.crm + then.helpdesk) },
      };
    }),
  );
  return {
    title,
    text: 'As the last full comparison of the month found it, before anything was repaired.',
    ...(bars.length > 0 && { chart: { kind: 'bars', name: 'Values that differed, by field', bars } }),
    table: {
      head: ['Kind of record', 'Compared', 'Pairs', 'Fully synchronized', 'Month before', 'Pairs that differed'],
      rows: current.consistency.map(({ object, at, linked, changed, share }) => [
        ...[object, hourWords(at), number(linked), percent(share)],
        ...[percentOr(earlier(object)?.share), number(changed)],
      ]),
    },
  };
}

function calls(current: MonthFigures, before: MonthFigures | undefined): Section {
  const title = 'Calls to vendors';
  if (current.calls.length === 0) return { title, text: 'No calls were counted in this month.' };
  return {
    title,
    table: {
      head: ['Connector', 'Calls', 'Month before', 'Busiest day', 'Calls that day', 'Daily limit', 'Of the limit'],
      rows: current.calls.map(({ connector, n, peakDay, peak, dailyLimit }) => {
        const then = before?.calls.find((one) => one.connector === connector)?.n;
        const limit = dailyLimit === undefined ? 'none' : number(dailyLimit);
        const share = dailyLimit === undefined ? '–' : percent(peak / dailyLimit);
        return [connector, number(n), numberOr(then), peakDay, number(peak), limit, share];
      }),
    },
  };
}

function webhooks(current: MonthFigures, before: MonthFigures | undefined, sloMs: number): Section {
  const { total, inTime } = current.served;
  return {
    title: 'Webhooks and response times',
    table: {
      head: ['', 'This month', 'Month before'],
      rows: [
        ...current.webhooks.map(({ system, n }) => [
          ...[`Webhook deliveries from the ${system}`, number(n)],
          numberOr(before?.webhooks.find((one) => one.system === system)?.n),
        ]),
        ...(current.webhooks.length === 0 ? [['Webhook deliveries', '0', '–']] : []),
        ['Tickets opened with the sidebar', number(total), numberOr(before?.served.total)],
        [`Answered within ${spanWords(sloMs)}`, percentOr(inTime), percentOr(before?.served.inTime)],
      ],
    },
  };
}

function mapped(mappings: MonthlyReport['mappings']): Section {
  return {
    title: 'Fields in the map',
    text: 'As the map stands when this is written.',
    table: {
      head: ['Kind of record', 'Both ways', 'To the helpdesk', 'To the CRM', 'Fields'],
      rows: mappings.map(({ object, bothWays, toHelpdesk, toCrm }) => [
        ...[object, number(bothWays), number(toHelpdesk), number(toCrm), number(bothWays + toHelpdesk + toCrm)],
      ]),
    },
  };
}

const numberOr = (n: number | undefined): string => (n === undefined ? '–' : number(n));
const percentOr = (share: number | undefined): string => (share === undefined ? '–' : percent(share));
