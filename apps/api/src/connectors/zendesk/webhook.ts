import { z } from 'zod';
import { EventWord, type Header, type WebhookDefinition } from '../webhook.ts';
import { matchesAnySecret } from './signature.ts';
import { syncSubscriptions } from './sync/events.ts';

/** What is read of an event; ids in `detail` arrive as text. https://developer.zendesk.com/api-reference/webhooks/event-types/ */
const WireEvent = z.object({
  type: EventWord,
  id: EventWord,
  time: z.string().optional(),
  detail: z.object({ id: z.coerce.string().pipe(EventWord), requester_id: z.coerce.string().optional() }),
  event: z
    .object({
      comment: z
        .object({
          is_public: z.boolean(),
          author: z.object({ id: z.coerce.string().optional(), is_staff: z.boolean() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const TICKET = 'zen:event-type:ticket.';
/** Events after which our copy of whose ticket it is no longer counts. */
const CHANGES_PARTY = new Set(['created', 'requester_changed', 'organization_changed', 'merged', 'soft_deleted']);
const ANSWERS = 'comment_added';
/** Events that say how a ticket goes, besides. */
const CHANGES_COURSE = [
  ...['status_changed', 'priority_changed', 'tags_changed', 'agent_assignment_changed', 'subject_changed'],
  ...['csat_received', 'permanently_deleted', 'undeleted'],
];
/** Not one of its own: only we ask for it. */
const TEST = 'zen:event-type:sidelight.test';

/** Events that a user was deleted, or is back. Whether they can be restored is asked. */
const GONE_OR_BACK = ['deleted', 'active_changed'].map((change) => `zen:event-type:user.${change}`);

/**
 * Events after which somebody of the staff may do otherwise than they could. Customers have few of them; those of their
 * organizations, which restrict some agents, are among what sync is told of.
 */
const CHANGES_RIGHTS = [
  ...['role_changed', 'custom_role_changed', 'suspended_changed', 'only_private_comments_changed'],
  ...['group_membership_created', 'group_membership_deleted'],
].map((change) => `zen:event-type:user.${change}`);
const isOfRights: ReadonlySet<string> = new Set([
  ...[...CHANGES_RIGHTS, ...GONE_OR_BACK],
  ...['created', 'deleted'].map((change) => `zen:event-type:user.organization_membership_${change}`),
]);

const ID = /^\d{1,20}$/;
const isOfRecord = new Set(syncSubscriptions);
/** The documents write `/` in some of the types, and `:` in others. */
const plainType = (type: string): string => type.replace('zen:event-type/', 'zen:event-type:');
const objectOf = (type: string): string | undefined => {
  if (!isOfRecord.has(plainType(type))) return undefined;
  return type.includes('user.') ? 'users' : 'organizations';
};

const timestampOf = (header: Header) => header('x-zendesk-webhook-signature-timestamp') ?? '';

export const zendeskWebhook: WebhookDefinition = {
  subscriptions: [
    ...[...CHANGES_PARTY, ANSWERS].map((change) => `${TICKET}${change}`),
    ...GONE_OR_BACK,
    ...CHANGES_RIGHTS,
  ],
  recordSubscriptions: [
    ...syncSubscriptions.filter((type) => !GONE_OR_BACK.includes(type)),
    ...CHANGES_COURSE.map((change) => `${TICKET}${change}`),
  ],
  // It makes 32 bytes or more; its admin page uses the known one before a webhook is made.
  secret: { minLength: 32, known: ['dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='] },
  signedAtMs(header) {
    const atMs = Date.parse(timestampOf(header));
    return Number.isNaN(atMs) ? undefined : atMs;
  },
  isSigned(rawBody, header, secrets) {
    const signature = header('x-zendesk-webhook-signature') ?? '';
    return signature !== '' && matchesAnySecret(rawBody, timestampOf(header), signature, secrets);
  },
  read(body) {
    const { id, type, detail, event } = WireEvent.parse(body);
    const comment = event?.comment;
    const isAnswer = comment?.is_public === true && comment.author?.is_staff === true;
    const authorId = isAnswer && ID.test(comment.author?.id ?? '') ? comment.author?.id : undefined;
    const answer = { isAnswer, ...(authorId !== undefined && { authorId }) };
    return [{ deliveryId: id, event: { type, detail: { id: detail.id }, ...answer } }];
  },
  meaningOf({ type, detail, isAnswer, authorId }) {
    if (type === TEST) return { kind: 'test' };
    const object = objectOf(type);
    if (object !== undefined && ID.test(detail.id)) {
      const isGoneOrBack = GONE_OR_BACK.includes(plainType(type));
      return { kind: isGoneOrBack ? 'person_gone_or_back' : 'record_changed', object, id: detail.id };
    }
    if (!type.startsWith(TICKET) || !ID.test(detail.id)) return undefined;
    const change = type.slice(TICKET.length);
    if (change === ANSWERS && isAnswer) return { kind: 'ticket_answered', ticketId: detail.id, authorId };
    if (CHANGES_PARTY.has(change)) return { kind: 'ticket_changed', ticketId: detail.id };
    const isCourse = change === ANSWERS || CHANGES_COURSE.includes(change);
    return isCourse ? { kind: 'ticket_went_on', ticketId: detail.id } : undefined;
  },
  staffOf: ({ type, detail }) => (isOfRights.has(plainType(type)) && ID.test(detail.id) ? detail.id : undefined),
  people: 'users',
  testEvent: (id, at) => ({ type: TEST, id, time: at, detail: { id: '0' } }),
};
