import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { placeText } from '@sidelight/shared/map/sync.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { factsOfHealthScore } from '../map/health-score-words.ts';
import { type SyncEntry, syncFields } from '../map/sync-fields.ts';
import {
  arrowOf,
  deciderOf,
  factsOfField,
  factsOfNewCustomer,
  factsOfObject,
  factsOfTicketNotes,
} from '../map/sync-words.ts';

const en = (text: Parameters<typeof say>[0]) => say(text, 'en');

/** `sync`, one kind of record (`contact`) or one field of it (`contact.phone`). */
export function showSync(map: IntegrationMap, thing: string): string[] | undefined {
  if (!map.sync) return undefined;
  if (thing === 'sync') return syncTable(map);
  const object = ownValue<(typeof map.sync.objects)['contact']>(map.sync.objects, thing);
  const { ticket } = map.sync.activities;
  if (thing === 'ticket' && ticket)
    return [`${en(ticket.label)} (ticket), in the CRM`, ...facts(factsOfTicketNotes(ticket))];
  const entries = syncFields(map.sync);
  if (object)
    return [
      `${en(object.label)} (${thing}), held by both sides`,
      ...facts(factsOfObject(object)),
      ...table(entries.filter((entry) => entry.object === object)),
    ];
  const found = entries.find(({ id }) => id === thing);
  return found && [`${en(found.field.label)} (${thing}), held by both sides`, ...facts(factsOfField(found.field))];
}

/** How a customer's health is worked out. */
export const showHealthScore = ({ healthScore }: IntegrationMap, thing: string): string[] | undefined =>
  thing === 'health-score' && healthScore
    ? ["A customer's health, worked out from their tickets", ...facts(factsOfHealthScore(healthScore))]
    : undefined;

/** Every field that both sides hold. Nothing where the map has none. */
export function syncTable({ sync }: IntegrationMap): string[] {
  return sync ? ['On both sides', ...facts(factsOfNewCustomer(sync.newCustomer)), ...table(syncFields(sync))] : [];
}

const facts = (all: Readonly<Record<string, string>>): string[] =>
  Object.entries(all).map(([key, value]) => `  ${key.padEnd(30)} ${value}`);

function table(entries: readonly SyncEntry[]): string[] {
  const rows = [
    ['field', 'in the CRM', '', 'in the helpdesk', 'who decides', 'emptied', 'class'],
    ...entries.map(({ id, field }) => [
      ...[id, placeText(field.at.crm), arrowOf(field), placeText(field.at.helpdesk), deciderOf(field)],
      ...[field.nulls === 'propagate' ? 'both' : 'kept', field.class],
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' ')
        .trimEnd()}`,
  );
}
