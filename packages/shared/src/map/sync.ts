import { z } from 'zod';
import { ComputedId } from './computed.ts';
import { isSafePattern } from './safe-pattern.ts';
import { DataClass, Role } from './system.ts';
import { Text } from './text.ts';

/** What kind of value a field holds: two spellings of one value are compared in the form of their kind. */
export const SyncType = z.enum([
  'email',
  'phone',
  'name',
  'text',
  'picklist',
  'multi_select',
  'boolean',
  'number',
  'money',
  'date',
  'instant',
  'time_zone',
  'language',
  'country',
  'reference',
]);
export type SyncType = z.infer<typeof SyncType>;

/** What decides where both sides may change a field and both did. */
export const SyncRule = z.enum(['customer_first', 'crm_wins', 'support_wins', 'newest_with_review', 'manual']);
export type SyncRule = z.infer<typeof SyncRule>;

/** The two systems that agree: the CRM is always the left one. */
export const SyncSystem = z.enum(['crm', 'helpdesk']);
export type SyncSystem = z.infer<typeof SyncSystem>;

const Names = z.strictObject({ crm: z.string().min(1), helpdesk: z.string().min(1) });

/** One property; of a name also two, the first name and the last, which are one name on the other side. */
const Place = z.union([z.string().min(1), z.tuple([z.string().min(1), z.string().min(1)])]);
export type SyncPlace = z.infer<typeof Place>;
const Places = z.strictObject({ crm: Place, helpdesk: Place });

export const propertiesAt = (place: SyncPlace): readonly string[] => (typeof place === 'string' ? [place] : place);
export const placeText = (place: SyncPlace): string => propertiesAt(place).join(' + ');

/** What a value must be before it is sent on; what is not waits as a dead letter. */
export const Validation = z.strictObject({
  maxLength: z.int().min(1).optional(),
  /** Of the whole value, of at most 256 characters. A pattern that could take long to try is refused. */
  pattern: z.string().refine(isSafePattern, 'may take too long to try, or is no pattern').optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type Validation = z.infer<typeof Validation>;

const base = {
  label: Text,
  type: SyncType,
  /** What each side calls it. */
  at: Places,
  /** For references: it names a record of this kind, each side by its own id. */
  of: z.literal('company').optional(),
  /** Whether an emptied value empties the other side too. */
  nulls: z.enum(['propagate', 'keep']).default('keep'),
  /** JSONata over the value in our form, on its way to the other side. One-way fields only. */
  transform: z.string().optional(),
  validation: Validation.optional(),
  /** For picklists: the CRM's code and the helpdesk's. One to one. */
  values: z.record(z.string(), z.string()).optional(),
  /** For phone numbers without a country code: where they are dialled (ISO 3166-1). */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'write a country in two capital letters, e.g. US')
    .optional(),
  /** For money without one: its currency (ISO 4217). */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'write a currency in three capital letters, e.g. USD')
    .optional(),
  /** A field of before, whose values fill this one where it is empty on both sides. It is written no more. */
  replaces: z.string().optional(),
  /**
   * For a boolean that says whether somebody may be sent advertising: the value that says no. It outweighs the other one
   * on either side, and only a person turns it into anything else.
   */
  consent: z.strictObject({ no: z.enum(['true', 'false']) }).optional(),
  class: DataClass,
};

/**
 * One field that both sides hold: with one owner (what is not said otherwise), with a rule for when both change it, or
 * worked out from the customer's tickets.
 */
export const SyncField = z.discriminatedUnion('direction', [
  z.strictObject({
    direction: z
      .literal('one_way')
      .optional()
      .transform(() => 'one_way' as const),
    ...base,
    owner: SyncSystem,
    /** What becomes of an edit on the other side: taken back, or only shown. */
    foreignEdit: z.enum(['revert', 'show']).default('revert'),
  }),
  z.strictObject({
    direction: z.literal('two_way'),
    ...base,
    rule: SyncRule,
    /** Edits of both sides this close together are one conflict. */
    windowMs: z.int().min(0).max(3_600_000).default(5000),
    /** May be corrected beside a ticket, by those whom `corrections` names. */
    correctable: z.boolean().default(false),
  }),
  /** Worked out by us, and the same on both sides: an edit on either is taken back. */
  z.strictObject({ direction: z.literal('computed'), ...base, computed: ComputedId }),
]);
export type SyncField = z.infer<typeof SyncField>;

/** What a record needs to be made, and is given when it is. */
export const Making = z.strictObject({
  /** Fields without a value of which nothing is made. */
  needs: z.array(z.string()).default([]),
  /**
   * By the side it is made on: what the new record is given once, and nobody keeps equal afterwards. Each property from
   * properties of the other side's record, with blanks between them; without any of these nothing is made.
   */
  given: z.partialRecord(SyncSystem, z.record(z.string(), z.array(z.string().min(1)).min(1))).default({}),
  /** The property that says which company it belongs to, on each side. A record made in the helpdesk is put into it. */
  company: Names.optional(),
});
export type Making = z.infer<typeof Making>;

export const SyncObject = z.strictObject({
  label: Text,
  /** What each side calls such records: `contacts` and `users`. */
  at: Names,
  /** Fields by which a record of one side is found on the other, the first that finds exactly one. */
  match: z.array(z.string()).min(1),
  /** The side on which a record may be made when the other has a new one. */
  create: z.array(SyncSystem).default([]),
  making: Making.default({ needs: [], given: {} }),
  /** Whose value counts where both sides hold one and never agreed: the first run decides by it. */
  first: z.enum(['crm', 'helpdesk', 'review']).default('review'),
  fields: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, 'write it in small letters, digits and _, beginning with a letter'),
    SyncField,
  ),
});
export type SyncObject = z.infer<typeof SyncObject>;

export const SyncObjectId = z.enum(['contact', 'company']);
export type SyncObjectId = z.infer<typeof SyncObjectId>;

/** A note on the CRM's timelines for each ticket, written anew whenever the ticket changes. */
export const TicketNotes = z.strictObject({
  label: Text,
  /** On whose timelines, where they are linked. */
  about: z.array(SyncObjectId).min(1),
  shows: z.array(z.enum(['subject', 'category', 'status', 'agent', 'first_reply', 'resolution', 'csat'])).min(1),
  class: DataClass,
});
export type TicketNotes = z.infer<typeof TicketNotes>;
/** One thing that is done for a new customer. */
export const OnboardingStep = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'write it in small letters, digits and _, beginning with a letter'),
  label: Text,
  /** A team of `teams.yaml`. */
  owner: z.string(),
  dueInDays: z.int().min(0).max(365),
});
export type OnboardingStep = z.infer<typeof OnboardingStep>;

/** What becomes of a company whose deal was won. */
export const NewCustomer = z.strictObject({
  /** A field of companies, and the value it has at first, as the CRM spells it. */
  status: z.strictObject({ field: z.string(), value: z.string().min(1) }).optional(),
  /** So many of its contacts become users. */
  mostContacts: z.int().min(0).max(500).default(50),
  /** The team that is told. */
  tell: z.string(),
  checklist: z.array(OnboardingStep).max(30).default([]),
});
export type NewCustomer = z.infer<typeof NewCustomer>;

const alertDefaults = {
  ...{ lagMs: 120_000, drift: 0.02, failureRate: 0.05, deadLetters: 100, reviewsOverdue: 1 },
  ...{ unreadMs: 7_200_000, webhookSilenceMs: 21_600_000 },
};
/** Beyond these, the owner is told: once when it begins, and once when it is over. */
export const SyncAlerts = z.strictObject({
  /** From an edit to the other side, for one in twenty. */
  lagMs: z.int().min(1000).default(alertDefaults.lagMs),
  /** A side has not said for so long what was changed there: at night it is asked once an hour. */
  unreadMs: z.int().min(4_200_000).default(alertDefaults.unreadMs),
  /** Of the pairs, so many differ at a comparison. */
  drift: z.number().gt(0).max(1).default(alertDefaults.drift),
  /** Of the values sent in the last hours, so many are refused. */
  failureRate: z.number().gt(0).max(1).default(alertDefaults.failureRate),
  /** More values than this that were not accepted. */
  deadLetters: z.int().min(0).default(alertDefaults.deadLetters),
  /** From so many items that are past their time. */
  reviewsOverdue: z.int().min(1).default(alertDefaults.reviewsOverdue),
  /** No delivery for so long, where the same hours of the week before had some. */
  webhookSilenceMs: z.int().min(600_000).default(alertDefaults.webhookSilenceMs),
});
export type SyncAlerts = z.infer<typeof SyncAlerts>;

/** `map/sync.yaml` */
export const Sync = z.strictObject({
  /** Writers in the CRM that stand for the customer: ids of its forms and of apps that pass on what customers do. */
  customer: z
    .strictObject({ forms: z.boolean().default(true), apps: z.array(z.string()).default([]) })
    .default({ forms: true, apps: [] }),
  /** A field that we and somebody else keep changing back stops after so many rounds. */
  breaker: z
    .strictObject({ rounds: z.int().min(1).max(20).default(2), withinMs: z.int().min(1000).default(600_000) })
    .default({ rounds: 2, withinMs: 600_000 }),
  /** More deletions, changes or new records than this in one pass wait until somebody approves them. */
  wave: z
    .strictObject({
      deletes: z.number().gt(0).max(1).default(0.02),
      changes: z.number().gt(0).max(1).default(0.2),
      creations: z.number().gt(0).max(1).default(0.1),
      /** Fewer records than this are no wave. */
      atLeast: z.int().min(1).default(50),
    })
    .default({ deletes: 0.02, changes: 0.2, creations: 0.1, atLeast: 50 }),
  /** Items for a person are due after so long. */
  reviewDueMs: z.int().min(60_000).default(86_400_000),
  alerts: SyncAlerts.default(alertDefaults),
  /** Who may correct fields that are `correctable`, if they may see them. */
  corrections: z
    .strictObject({
      roles: z
        .array(Role)
        .min(1)
        .default([...Role.options]),
    })
    .default({ roles: [...Role.options] }),
  owners: z.strictObject({ business: z.string(), technical: z.string() }),
  newCustomer: NewCustomer.optional(),
  objects: z.partialRecord(SyncObjectId, SyncObject),
  /** What the helpdesk's tickets become in the CRM. Switched on and off like a kind of record. */
  activities: z.strictObject({ ticket: TicketNotes.optional() }).default({}),
});
export type Sync = z.infer<typeof Sync>;
