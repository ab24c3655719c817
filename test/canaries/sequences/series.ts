import fc from 'fast-check';
import type { FaultInput } from '../../world/faults/fault.ts';
import { systems } from '../../world/systems.ts';
import type { By, DeskNumber, Event, Happening, Look } from './event.ts';
import { by, desk, ticket } from './people.ts';

const everybody: readonly By[] = ([0, 1] as const).flatMap((one) =>
  (['agent', 'lead', 'admin'] as const).map((role) => ({ desk: one, role })),
);
const calmAt = (one: DeskNumber): Event => ({ kind: 'fault', desk: one, system: 'crm', fault: undefined });
/** Only what is whole and fresh is remembered as an answer. */
const calm: readonly Event[] = [calmAt(0), calmAt(1)];
const other = (one: DeskNumber): DeskNumber => (one === 0 ? 1 : 0);

type Open = Extract<Look, { kind: 'open' }>;
const opens = (who: By, which: number, more: Partial<Open> = {}): Event => ({
  ...{ kind: 'open', by: who, ticket: which, form: 'whole', hint: undefined, refresh: undefined },
  ...more,
});
const copyOf = (one: DeskNumber, which: number): Event => ({
  ...{ kind: 'person', by: { desk: one, role: 'admin' }, ticket: which, page: 'export' },
});
const inSeries = (of: readonly Event[]): Happening => ({ kind: 'series', of });

/** One ticket, by people of both helpdesks and of each role; once more, from what is remembered; and what is held of its person. */
const sameTicket = fc
  .tuple(ticket, fc.shuffledSubarray([...everybody], { minLength: 5 }))
  .map(([which, all]) =>
    inSeries([...calm, ...[...all, ...all].map((who) => opens(who, which)), copyOf(0, which), copyOf(1, which)]),
  );

/** One person goes from one ticket to another, whose page still says whom the first was about; and back. */
const otherTicket = fc
  .tuple(by, ticket, fc.integer({ min: 1, max: 11 }))
  .map(([who, which, more]) => [who, which, (which + more) % 12] as const)
  .map(([who, first, second]) =>
    inSeries([
      ...calm,
      opens(who, first),
      opens(who, second),
      opens(who, second, { hint: first, form: 'stream' }),
      opens(who, first, { hint: second }),
    ]),
  );

/** What one helpdesk has just read the other cannot: a value that stands in must be its own. */
const outage = fc
  .tuple(desk, ticket, fc.constantFrom(...systems), fc.constantFrom<FaultInput>({ kind: '5xx' }, { kind: 'reset' }))
  .map(([which, of, system, fault]) =>
    inSeries([
      ...calm,
      opens({ desk: other(which), role: 'lead' }, of),
      { kind: 'fault', desk: which, system, fault },
      opens({ desk: which, role: 'lead' }, of, { form: 'stream' }),
      opens({ desk: which, role: 'agent' }, of),
      calmAt(which),
    ]),
  );

/** Somebody whose ticket everybody has just opened is erased; then the helpdesk tells of them as they were. */
const erased = fc.tuple(desk, ticket, fc.boolean()).map(([which, of, everywhere]) => {
  const [agent, lead] = (['agent', 'lead'] as const).map((role) => ({ desk: which, role }));
  const visit = [opens(lead!, of), opens(agent!, of), opens(agent!, of, { form: 'stream' })];
  const told: Event = { kind: 'deliver', desk: which, ticket: of, times: 1, isLate: true, isAstray: false };
  return inSeries([
    ...[...calm, ...visit, { kind: 'erase', desk: which, ticket: of, everywhere } as const, ...visit],
    ...[told, { kind: 'later', ms: 45_000 } as const, opens(agent!, of)],
  ]);
});

/** Short stories, each about one way in which a value could come to the wrong person. */
export const series: readonly fc.Arbitrary<Happening>[] = [sameTicket, otherTicket, outage, erased];
