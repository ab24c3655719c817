import fc from 'fast-check';
import type { Fault, FaultInput } from '../../world/faults/fault.ts';
import { type System, systems } from '../../world/systems.ts';

export type DeskNumber = 0 | 1;
export type Role = 'agent' | 'lead' | 'admin';
/** Somebody of one of the two helpdesks. */
export interface By {
  readonly desk: DeskNumber;
  readonly role: Role;
}

/** What is asked. `ticket` and the like are places in a list that both helpdesks have alike. */
export type Look =
  | {
      readonly kind: 'open';
      readonly by: By;
      readonly ticket: number;
      /** `broken_off`: they move on to another ticket while it streams. */
      readonly form: 'stream' | 'whole' | 'broken_off';
      /** Whose the page says that the ticket is, which need not be so. */
      readonly hint: number | undefined;
      readonly refresh: string | undefined;
    }
  | { readonly kind: 'reveal'; readonly by: By; readonly ticket: number }
  | { readonly kind: 'preview'; readonly by: By; readonly as: Role | 'restricted'; readonly ticket: number }
  | { readonly kind: 'search'; readonly by: By; readonly ticket: number; readonly of: number; readonly what: What }
  | { readonly kind: 'page'; readonly by: By; readonly ticket: number; readonly page: number }
  | { readonly kind: 'person'; readonly by: By; readonly ticket: number; readonly page: 'show' | 'export' }
  /** By the name of an incident that is the other helpdesk's. */
  | { readonly kind: 'incident'; readonly by: By; readonly page: number }
  | { readonly kind: 'status_stream'; readonly by: By; readonly ticket: number }
  /** With a session that somebody has ended. */
  | { readonly kind: 'ended_session'; readonly ticket: number };
type What = 'name' | 'email' | 'domain';

/** What happens besides. */
export type Happening =
  | { readonly kind: 'together'; readonly looks: readonly Look[] }
  /** One ticket, one after the other: what was made for the first is remembered for the next. */
  | { readonly kind: 'same_ticket'; readonly ticket: number; readonly by: readonly By[] }
  | {
      readonly kind: 'pick';
      readonly by: By;
      readonly ticket: number;
      readonly of: number;
      readonly what: 'pin' | 'reject';
    }
  | { readonly kind: 'rename'; readonly desk: DeskNumber; readonly ticket: number; readonly what: 'company' | 'person' }
  /** The person works for another company, the address is somebody else's, two people turn out to be one. */
  | {
      readonly kind: 'move' | 'take_address' | 'merge' | 'hand_over';
      readonly desk: DeskNumber;
      readonly ticket: number;
      readonly to: number;
    }
  | {
      readonly kind: 'deliver';
      readonly desk: DeskNumber;
      readonly ticket: number;
      readonly times: number;
      /** What the record was when the world began. */
      readonly isLate: boolean;
      /** To the address of the other helpdesk. */
      readonly isAstray: boolean;
    }
  | {
      readonly kind: 'fault';
      readonly desk: DeskNumber;
      readonly system: System;
      readonly fault: FaultInput | undefined;
    }
  | { readonly kind: 'later'; readonly ms: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'sign_out'; readonly by: By }
  | {
      readonly kind: 'erase';
      readonly desk: DeskNumber;
      readonly ticket: number;
      /** The other systems erase them as well: from then on nobody can have read them there. */
      readonly everywhere: boolean;
    };
export type Event = Look | Happening;

const kinds: readonly Fault['kind'][] = [
  ...(['5xx', 'reset', 'hang', 'malformed_json', 'flapping', '401', '403', 'schema_drift', 'html_login'] as const),
  ...(['empty_body', 'slow_drip', 'duplicate', 'out_of_order', 'latency', '429'] as const),
];
function faultOf(kind: Fault['kind']): FaultInput {
  if (kind === 'latency') return { kind, ms: 120 };
  if (kind === '429') return { kind, retryAfterS: 1 };
  return kind === 'slow_drip' ? { kind, bytesPerS: 2000 } : { kind };
}

const desk = fc.constantFrom<DeskNumber>(0, 1);
const role = fc.constantFrom<Role>('agent', 'agent', 'lead', 'admin');
const by: fc.Arbitrary<By> = fc.record({ desk, role });
const ticket = fc.nat(11);
const is = <K extends string>(kind: K) => fc.constant(kind);
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
    weight: 5,
    arbitrary: fc.record({
      ...{ kind: is('same_ticket'), ticket },
      by: fc.array(by, { minLength: 3, maxLength: 6, size: 'max' }),
    }),
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

/** What is asked comes as often as what happens. */
export const events = (most: number): fc.Arbitrary<readonly Event[]> =>
  fc.noBias(
    fc.array(fc.oneof<[fc.Arbitrary<Event>, fc.Arbitrary<Event>]>(look, happening), {
      minLength: 1,
      maxLength: most,
      size: 'max',
    }),
  );
