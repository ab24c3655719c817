import type { Sync } from '@sidelight/shared/map/sync.ts';
import type { DataClass } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { syncFields } from '../sync-fields.ts';
import { factsOfField, factsOfNewCustomer, factsOfObject, factsOfTicketNotes } from '../sync-words.ts';

/** What is compared of sync, in words: its own rules, its kinds of records, and their fields. Pure. */
export const syncFacts = (sync: Sync | undefined) => ({
  rules: sync ? { limits: factsOfRules(sync) } : {},
  objects: {
    ...Object.fromEntries(Object.entries(sync?.objects ?? {}).map(([id, object]) => [id, factsOfObject(object)])),
    ...(sync?.activities.ticket && { ticket: factsOfTicketNotes(sync.activities.ticket) }),
  },
  fields: Object.fromEntries(syncFields(sync).map(({ id, field }) => [id, factsOfField(field)])),
});

/** Fields that more or other people may see now. */
export function changedClasses(before: Sync | undefined, after: Sync | undefined) {
  const classes = (sync: Sync | undefined): Readonly<Record<string, DataClass>> =>
    Object.fromEntries(syncFields(sync).map(({ id, field }) => [id, field.class]));
  const old = classes(before);
  return Object.entries(classes(after)).flatMap(([id, now]) => {
    const was = ownValue(old, id);
    return was === undefined || was === now ? [] : [{ id, before: was, after: now }];
  });
}

const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;
const seconds = (ms: number) => `${ms / 1000} s`;

const factsOfRules = ({
  customer,
  breaker,
  wave,
  reviewDueMs,
  alerts,
  corrections,
  owners,
  newCustomer,
}: Sync): Readonly<Record<string, string>> => ({
  'who counts as the customer': [...(customer.forms ? ['forms'] : []), ...customer.apps].join(', ') || 'nobody',
  'stops after being changed back': `${breaker.rounds} rounds within ${seconds(breaker.withinMs)}`,
  'waits for approval': `more than ${percent(wave.deletes)} deleted or ${percent(wave.changes)} changed or ${percent(wave.creations)} made, from ${wave.atLeast} records on`,
  'a person answers within': seconds(reviewDueMs),
  'owners are told of': [
    `changes later than ${seconds(alerts.lagMs)}`,
    `${percent(alerts.drift)} of pairs apart`,
    `${percent(alerts.failureRate)} refused`,
    `${alerts.deadLetters} not accepted`,
    `${alerts.reviewsOverdue} overdue`,
    `a side not read for ${seconds(alerts.unreadMs)}`,
    `no delivery for ${seconds(alerts.webhookSilenceMs)}`,
  ].join(', '),
  'who may correct fields beside a ticket': corrections.roles.join(', '),
  owners: `${owners.business}, ${owners.technical}`,
  ...factsOfNewCustomer(newCustomer),
});
