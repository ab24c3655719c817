import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { SystemHealth } from '../health/health.ts';
import { SampleAbout, SampleBy, SetupFailure } from './setup-failure.ts';
import { VendorText } from './vendor-text.ts';

/** `sample`: the id of a record to test with. */
export const InputLabel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('vendor'), text: VendorText }),
  z.strictObject({ kind: z.literal('sample'), about: SampleAbout, by: SampleBy }),
]);
export type InputLabel = z.infer<typeof InputLabel>;

/** One thing an admin types to connect a system. A secret never comes back. */
export const Input = z.strictObject({
  name: z.string(),
  label: InputLabel,
  isSecret: z.boolean(),
  /** How it begins or looks, e.g. `pat-…`; never a real one. */
  example: z.string().optional(),
  /** What is in place now; never for a secret. */
  value: z.string().optional(),
});
export type Input = z.infer<typeof Input>;

/** One right that is asked for, and what for. */
export const Scope = z.strictObject({ scope: z.string(), purpose: VendorText });
export type Scope = z.infer<typeof Scope>;

/** How we sign in to a vendor. `oauth`: through the vendor's own page, in a window of its own. */
export const Method = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('key'),
    inputs: z.array(Input),
    scopes: z.array(Scope),
    /** Where the vendor makes such a key. */
    help: z.strictObject({ text: VendorText, url: z.url().optional() }),
  }),
  z.strictObject({ kind: z.literal('oauth'), scopes: z.array(Scope), help: z.strictObject({ text: VendorText }) }),
]);
export type Method = z.infer<typeof Method>;

/** A field of the map as this record fills it. `empty`: the record holds nothing there. */
export const MappedField = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** As written in the map. */
  mapping: z.string(),
  state: z.enum(['filled', 'empty', 'unknown_code', 'bad']),
  /** As an agent would read it, masked where the class asks for it. */
  display: z.string().optional(),
});
export type MappedField = z.infer<typeof MappedField>;

/**
 * A name in the vendor's answer, without its value. `missing`: asked for, and not there. `no_data`: the same, and the
 * answer has an empty list in which it may stand once there is something.
 */
export const RawName = z.strictObject({ name: z.string(), state: z.enum(['used', 'unused', 'missing', 'no_data']) });
export type RawName = z.infer<typeof RawName>;

/** What one read of one record with these credentials came to. */
export const ConnectionTest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('worked'),
    at: z.string(),
    tookMs: z.number(),
    /** The reads that were really sent, besides the question whether the credentials are accepted. */
    asked: z.array(z.string()),
    /** Absent when none was read: the credentials work, the mapping is not proven. */
    record: z.strictObject({ type: z.string(), id: z.string() }).optional(),
    fields: z.array(MappedField),
    raw: z.array(RawName),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    at: z.string(),
    reason: SetupFailure,
    /** Names of inputs that are wrong. */
    inputs: z.array(z.string()),
  }),
]);
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** What a sign-in on the vendor's own page or a key may do. `more`: rights that nothing here needs. */
export const SignIn = z.strictObject({
  /** The vendor's name of the account, where it has several. */
  account: z.string().optional(),
  /** None of a key of which the vendor does not say. */
  scopes: z.array(z.string()),
  more: z.array(z.string()),
});
export type SignIn = z.infer<typeof SignIn>;

/** How a connection stands. `operator`: given by the server's environment, changed only there. */
export const ConnectionStanding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not_connected') }),
  z.strictObject({
    kind: z.literal('connected'),
    /** Who connected it; absent for the operator. */
    by: z.string().optional(),
    since: z.string(),
    /** Which method it was connected by. */
    method: z.enum(['key', 'oauth', 'operator']),
    health: SystemHealth.shape.state,
    reason: Reason.optional(),
    /** When the key or token ends, where the vendor says so. */
    expiresAt: z.string().optional(),
    /** What there is not, because the vendor withholds a right; a sentence each. */
    without: z.array(VendorText).optional(),
    signIn: SignIn.optional(),
  }),
  /** The secret is there and cannot be used: it must be given again. */
  z.strictObject({ kind: z.literal('unusable'), reason: z.enum(['undecipherable', 'reconnect_needed']) }),
]);
export type ConnectionStanding = z.infer<typeof ConnectionStanding>;

export const SetupConnection = z.strictObject({
  connector: z.string(),
  /** The vendor's name. */
  name: z.string(),
  system: z.string(),
  systemName: z.string(),
  /** What agents go without while it is not connected. */
  cards: z.array(z.string()),
  owner: z.strictObject({ name: z.string(), contact: z.string() }),
  standing: ConnectionStanding,
  methods: z.array(Method),
  lastTest: ConnectionTest.optional(),
});
export type SetupConnection = z.infer<typeof SetupConnection>;

/** `POST /v1/setup/connections/:connector`: tests; saves only when `save` and the test passed. */
export const ConnectRequest = z.strictObject({
  inputs: z.record(z.string().max(40), z.string().max(4000)),
  save: z.boolean(),
});
export type ConnectRequest = z.infer<typeof ConnectRequest>;

export const ConnectAnswer = z.strictObject({ test: ConnectionTest, isSaved: z.boolean() });
export type ConnectAnswer = z.infer<typeof ConnectAnswer>;

/** `POST /v1/setup/connections/:connector/oauth`: where the admin goes, in a new window. */
export const OauthStart = z.strictObject({ url: z.url() });
export type OauthStart = z.infer<typeof OauthStart>;
