import type { Bundle } from '../bundle.ts';
import { type Clock, DAY_MS, iso } from '../clock.ts';
import type { SalesTruth } from '../truth.ts';
import { sampleIds } from './sample.ts';

/** Those of sales, by the numbers that deals and calls name them by. */
export const sellers = [
  { id: '61001', firstName: 'Priya', lastName: 'Nair' },
  { id: '61002', firstName: 'Sean', lastName: 'Gallagher' },
  { id: '61003', firstName: 'Dae-jung', lastName: 'Kim' },
] as const;
const [PRIYA, SEAN, KIM] = sellers.map(({ id }) => id) as [string, string, string];

type History = { readonly records: Pick<Bundle, 'deals' | 'talks' | 'pinned'>; readonly truth: SalesTruth };

const ids = (n: number) => ({
  deal: (k: number) => String(7_300_000_000 + n * 100 + k),
  talk: (k: number) => String(7_400_000_000 + n * 100 + k),
  note: () => String(7_500_000_000 + n * 100),
});

/** What sales has done with the nth sample's account; of most it is nothing. */
export function salesOf(n: number, clock: Clock): History | undefined {
  const { deal, talk, note } = ids(n);
  const accountId = sampleIds(n).account();
  const at = (day: number, hour = 9) => clock.day(day) + (hour / 24) * DAY_MS;
  if (n === 1) return northwind();
  if (n === 2) return cerroAlto();
  return n === 12 ? hoshizora() : undefined;

  /** Two deals are open, one was won before, and there was a meeting after the last call. */
  function northwind(): History {
    const own = { accountId, ownerId: PRIYA };
    const sales = { ...own, pipeline: 'default' };
    return {
      records: {
        deals: [
          {
            ...{ ...sales, id: deal(1), name: 'Seats for the Leeds office', stage: 'appointmentscheduled' },
            ...{ amount: '4800', currency: 'GBP', closesAtMs: at(40) },
          },
          {
            ...{ ...own, id: deal(2), name: 'Renewal 2027', pipeline: '8114', stage: '90210' },
            ...{ amount: '96000.50', currency: null, closesAtMs: at(17), ownerId: SEAN },
          },
          {
            ...{ ...sales, id: deal(3), name: 'Enterprise contract', stage: 'closedwon' },
            ...{ amount: '90000', currency: 'EUR', closesAtMs: at(-348) },
          },
          {
            ...{ ...sales, id: deal(4), name: 'Pilot', stage: 'closedlost' },
            ...{ amount: null, currency: null, closesAtMs: at(-500) },
          },
        ],
        talks: [
          { ...own, id: talk(1), kind: 'calls', title: 'First call', outcome: 'COMPLETED', atMs: at(-60) },
          { ...own, id: talk(2), kind: 'meetings', title: 'Renewal scope', outcome: 'COMPLETED', atMs: at(-9, 14) },
        ],
        pinned: [
          {
            ...{ ...own, id: note(), atMs: at(-9, 15) },
            body: '<div><p>Ring before you mail: Dana &amp; Leeds share one inbox.</p><p>No discounts without Priya.</p></div>',
          },
        ],
      },
      truth: {
        pinned: 'Ring before you mail: Dana & Leeds share one inbox. No discounts without Priya. · Priya Nair',
        open: ['Talking · Renewal 2027 · Sean Gallagher', 'Appointment · Seats for the Leeds office · Priya Nair'],
        closesAt: iso(at(17)),
        amounts: [
          { amount: '96000.50', currency: 'EUR' },
          { amount: '4800', currency: 'GBP' },
        ],
        lastDeal: { state: 'won', at: iso(at(-348)) },
        call: { at: iso(at(-9, 14)), about: 'Renewal scope · Priya Nair', outcome: 'completed' },
      },
    };
  }

  /** Nothing is open: the last deal was lost, and nobody picked up. */
  function cerroAlto(): History {
    const own = { accountId, ownerId: SEAN };
    return {
      records: {
        deals: [
          {
            ...{ ...own, id: deal(1), name: 'Business, more seats', pipeline: 'default', stage: 'closedlost' },
            ...{ amount: '2500', currency: 'USD', closesAtMs: at(-30) },
          },
        ],
        talks: [{ ...own, id: talk(1), kind: 'calls', title: 'Overdue invoice', outcome: 'NO_ANSWER', atMs: at(-4) }],
      },
      truth: {
        ...{ open: [], closesAt: null, amounts: [] },
        lastDeal: { state: 'lost', at: iso(at(-30)) },
        call: { at: iso(at(-4)), about: 'Overdue invoice · Sean Gallagher', outcome: 'no_answer' },
      },
    };
  }

  /** One deal that nobody has put a price on, of somebody who has left. */
  function hoshizora(): History {
    const contract = { name: 'Robot fleet', pipeline: 'default', stage: 'contractsent', ownerId: '60999' };
    return {
      records: {
        deals: [{ id: deal(1), accountId, ...contract, amount: null, currency: 'JPY', closesAtMs: at(5) }],
        talks: [
          {
            ...{ id: talk(1), accountId, kind: 'meetings', title: 'Signing', outcome: 'SCHEDULED', atMs: at(4, 8) },
            ownerId: KIM,
          },
        ],
      },
      truth: {
        ...{ open: ['Contract sent · Robot fleet'], closesAt: iso(at(5)), amounts: [], lastDeal: null },
        call: { at: iso(at(4, 8)), about: 'Signing · Dae-jung Kim', outcome: 'scheduled' },
      },
    };
  }
}
