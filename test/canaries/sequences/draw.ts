import fc from 'fast-check';
import type { Fault, FaultInput } from '../../world/faults/fault.ts';
import { systems } from '../../world/systems.ts';
import type { Event, Happening, Look, What } from './event.ts';
import { by, desk, is, ticket } from './people.ts';
import { series } from './series.ts';

const kinds: readonly Fault['kind'][] = [
  ...(['5xx', 'reset', 'hang', 'malformed_json', 'flapping', '401', '403', 'schema_drift', 'html_login'] as const),
  ...(['empty_body', 'slow_drip', 'duplicate', 'out_of_order', 'latency', '429'] as const),
];
function faultOf(kind: Fault['kind']): FaultInput {
  if (kind === 'latency') return { kind, ms: 120 };
  if (kind === '429') return { kind, retryAfterS: 1 };
  return kind === 'slow_drip' ? { kind, bytesPerS: 2000 } : { kind };
}

const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true));

const open: fc.Arbitrary<Look> = fc.record({
  ...{ kind: is('open'), by, ticket },
  form: fc.constantFrom('stream' as const, 'stream' as const, 'whole' as const, 'broken_off' as const),
  hint: fc.option(ticket, { nil: undefined }),
  refresh: fc.constantFrom(undefined, undefined, 'plan', 'payment', 'usage'),
});
const look: fc.Arbitrary<Look> = fc.oneof(
  { weight: 8, arbitrary: open },
  { weight: 2, arbitrary: fc.record({ kind: is('reveal'), by, ticket }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: is('preview'), by, ticket },
      as: fc.constantFrom('agent' as const, 'lead' as const, 'admin' as const, 'restricted' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: is('search'), by, ticket, of: ticket },
      what: fc.constantFrom<What>('name', 'email', 'domain'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: is('page'), by, ticket, page: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: is('person'), by: fc.record({ desk, role: is('admin') }), ticket },
      page: fc.constantFrom('show' as const, 'export' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: is('incident'), by, page: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: is('status_stream'), by, ticket }) },
  { weight: 1, arbitrary: fc.record({ kind: is('ended_session'), ticket }) },
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: is('together'), looks: fc.array(look, { minLength: 2, maxLength: 5, size: 'max' }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: is('pick'), by, ticket, of: ticket },
      what: fc.constantFrom('pin' as const, 'reject' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: is('rename'), desk, ticket },
      what: fc.constantFrom('company' as const, 'person' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('move' as const, 'take_address' as const, 'merge' as const, 'hand_over' as const),
      ...{ desk, ticket, to: ticket },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: is('deliver'), desk, ticket, times: fc.integer({ min: 1, max: 3 }) },
      ...{ isLate: fc.boolean(), isAstray: seldom },
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: is('fault'), desk, system: fc.constantFrom(...systems) },
      fault: fc.option(fc.constantFrom(...kinds).map(faultOf), { nil: undefined, freq: 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: is('later'), ms: fc.constantFrom(2000, 45_000, 700_000, 4_000_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: is('restart') }) },
  { weight: 1, arbitrary: fc.record({ kind: is('sign_out'), by }) },
  { weight: 1, arbitrary: fc.record({ kind: is('erase'), desk, ticket, everywhere: fc.boolean() }) },
);

const single = fc.oneof<[fc.Arbitrary<Event>, fc.Arbitrary<Event>]>(look, happening);

/** What is asked comes as often as what happens; of the series one of each, somewhere among them. */
export const events = (most: number): fc.Arbitrary<readonly Event[]> =>
  fc.noBias(
    fc
      .tuple(
        fc.array(single, { minLength: 1, maxLength: most, size: 'max' }),
        // Left out where that shows the same with less.
        fc.tuple(...series.map((one) => fc.tuple(fc.option(one, { freq: 50, nil: undefined }), fc.nat(most)))),
      )
      .map(([singles, drawn]) => {
        const all: Event[] = [...singles];
        for (const [one, place] of drawn) if (one) all.splice(place % (all.length + 1), 0, one);
        return all;
      }),
  );
