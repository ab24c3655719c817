import { z } from 'zod';
import { Show } from '../context/frame.ts';
import { Tone } from '../context/value.ts';
import { Reason } from '../failure/reason.ts';
import { Explain } from './explain.ts';
import { Predicate } from './predicate.ts';
import { systemFacts } from './system-facts.ts';
import { Text } from './text.ts';

const ms = z.int().min(0);
const webUrl = z.url({ protocol: /^https?$/ });

/** The shape in which a status page tells machines how it is: which one it has, its address does not say. */
export const PageKind = z.string();
export type PageKind = z.infer<typeof PageKind>;

/** What one read may cost, and how long its answer lives. All `…Ms` in milliseconds. */
export const Budget = z.strictObject({
  timeoutMs: z.int().min(50).max(4000),
  retries: z.int().min(0).max(1),
  /** Calls at once to this connector; the rest wait inside their own budget. */
  concurrency: z.int().min(1).max(200),
  freshMs: ms,
  /** How long an old answer may still decide whose ticket it is, or what role somebody has, while a fresh one is awaited. */
  staleWhileRevalidateMs: ms,
  /** How long it may be shown, with its age: while a fresh one is awaited, and where none is to be had. */
  staleIfErrorMs: ms,
  /** How long "nobody by that id" is believed. */
  nobodyMs: ms,
  breaker: z.strictObject({
    consecutive: z.int().min(1),
    ratio: z.number().gt(0).max(1),
    minimum: z.int().min(1),
    windowMs: z.int().min(1000),
    openMs: z.int().min(100),
    maxOpenMs: z.int().min(100),
  }),
});
export type Budget = z.infer<typeof Budget>;

export const Read = z.strictObject({
  connector: z.string(),
  /** What the question is about: decides the id it is asked with. `tenant` is one answer for every ticket. */
  about: z.enum([
    'ticket',
    'requester',
    /** The requester by their own address in the helpdesk, where a system knows people by nothing else. */
    'requester_email',
    'agent',
    'domain',
    'account',
    'billing_email',
    'billing',
    'telemetry',
    'tenant',
    /** What we keep of the tickets of the requester's organisation, or of the requester who has none; asks nobody. */
    'support',
    /** The requester's organisation, or the requester who has none: the helpdesk is asked for their tickets. */
    'party',
    /** Worked out from other reads of the same connector; asks nothing itself. */
    'derived',
  ]),
  /** Vendor field names to request: nothing else is asked for. */
  ask: z.array(z.string()).default([]),
  /** Of these, of which it is also asked since when they hold what they hold. Costs no further call. */
  askSince: z.array(z.string()).default([]),
  /** Overrides of the system's budget. */
  budget: Budget.partial().default({}),
  /** This read answers for that one where that one cannot be asked (a ticket not saved yet). */
  standsInFor: z.string().optional(),
  /** How long a copy may still confirm whose ticket this is. Only for the ticket read. */
  verifiesForMs: ms.optional(),
});
export type Read = z.infer<typeof Read>;

/** `open`: anyone · `internal`: staff · `personal`: about a person · `financial`: money. */
export const DataClass = z.enum(['open', 'internal', 'personal', 'financial']);
export type DataClass = z.infer<typeof DataClass>;

export const Role = z.enum(['agent', 'lead', 'admin']);
export type Role = z.infer<typeof Role>;

/** Whether the requester agreed to be sent advertising. Only a known yes is one. */
export const Consent = z.strictObject({
  /** The codes that say yes. Any other, and none at all, does not. */
  yes: z.array(z.string()).min(1),
  /** Fields of other systems that say it too, on no card of their own: one that says no outweighs all that say yes. */
  with: z.array(z.string()).default([]),
});
export type Consent = z.infer<typeof Consent>;

export const FieldSpec = z.strictObject({
  label: Text,
  from: z.string(),
  /** JSONata over the read's record. */
  value: z.string().min(1),
  type: z.enum(['text', 'code', 'number', 'money', 'date', 'trend', 'issues', 'tickets', 'due', 'local_time']),
  show: Show.default('row'),
  /**
   * For `code`, `tickets` and `due`: what each code is called, and how serious it is. For `issues`: the tracker's own
   * status, else its kind of status, in small letters with `_`; an issue is shown no more serious than its state.
   */
  values: z.record(z.string(), z.strictObject({ label: Text, tone: Tone.default('neutral') })).optional(),
  /** Why it holds what it holds, for people. */
  explain: Explain.optional(),
  /** JSONata over the same record that must hold; else the field fails with `bad_answer`. */
  valid: z.string().optional(),
  /** What it is called where the system holds nothing, e.g. "Nothing due"; else it is "None". */
  none: Text.optional(),
  /** For `issues`: the language that the tracker's sentences for customers are in. */
  sentencesIn: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'write a language in small letters, e.g. de')
    .optional(),
  /** What may be said to a customer who was told something of it that turned out different; else that of `health.yaml`. */
  correction: Text.optional(),
  /** Shown where the system holds nothing: a code of `values`, a text or a number. */
  default: z.union([z.string(), z.number()]).optional(),
  /** Agents decide by it: answers given while it was old, missing or wrong are marked and checked afterwards. */
  decision: z.boolean().default(false),
  /** For `code`: it says whether the requester may be sent advertising. */
  consent: Consent.optional(),
  class: DataClass,
  owner: z.string(),
  /** Who may see it; absent means every role. */
  roles: z.array(Role).min(1).optional(),
  /** For everybody else: whether something holds of the value, in words, and never the value. */
  predicate: Predicate.optional(),
  /** Who of everybody else may have the value shown for a minute, for a reason that goes on record. */
  reveal: z.array(Role).min(1).optional(),
  fallback: z.string(),
});
export type FieldSpec = z.infer<typeof FieldSpec>;

export const FallbackSpec = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        text: Text,
        link: z.string().optional(),
        roles: z.array(Role).min(1).optional(),
        /** For these reasons only. Where there is such a step, it comes in the place of those for any reason. */
        reasons: z.array(Reason).min(1).optional(),
      }),
    )
    .min(1),
  /** Safe to say to the customer as it stands. */
  sentence: Text.optional(),
  /** The sentence is advertising: offered only to a requester who is known to have agreed to it. */
  marketing: z.boolean().default(false),
  owner: z.string(),
  confirmed: z.iso.date(),
});
export type FallbackSpec = z.infer<typeof FallbackSpec>;

/** `map/systems/<system>.yaml` */
export const SystemSpec = z.strictObject({
  system: z.string().regex(/^[a-z][a-z_]*$/, 'write it in small letters and _, beginning with a letter'),
  ...systemFacts,
  connectors: z.record(
    z.string(),
    z.strictObject({
      name: z.string(),
      /** Records from the other one are refused: a sandbox customer is never a live one. */
      environment: z.enum(['live', 'sandbox']).default('live'),
      options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
      /** The vendor's own status page. An address alone is one of the usual kind. */
      statusPage: z.union([webUrl, z.strictObject({ url: webUrl, kind: PageKind })]).optional(),
      /** Of what the vendor allows, Sidelight's own work may use this share; agents' reads are never held back. */
      quota: z
        .strictObject({
          share: z.number().gt(0).max(1).default(0.3),
          /** Longer than that of `health.yaml`, where the vendor allows too little for it. */
          quietMs: z.int().min(300_000).optional(),
        })
        .default({ share: 0.3 }),
      /** What is asked to see whether it is alive: one cheap read, of the canary's record. */
      probe: z
        .strictObject({
          read: z.string(),
          by: z.enum(['id', 'email', 'external_id', 'domain', 'tenant']),
          value: z.string(),
        })
        .optional(),
    }),
  ),
  budget: Budget,
  reads: z.record(z.string(), Read),
  /** In the account read: where the ids that other systems know this account by are found (JSONata). */
  links: z.record(z.string(), z.string()).default({}),
  /** JSONata over an account's record: the line that tells two candidates apart. */
  candidateDetail: z.string().optional(),
  fields: z.record(z.string(), FieldSpec).default({}),
  fallbacks: z.record(z.string(), FallbackSpec).default({}),
});
export type SystemSpec = z.infer<typeof SystemSpec>;
