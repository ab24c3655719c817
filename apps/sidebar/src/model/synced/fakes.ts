import type { TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import { settled } from '../fakes.ts';
import { fakeServer } from '../setup/fakes.ts';
import { createStore } from '../store.ts';
import { type AgreedField, firstSynced, type SyncedState } from './state.ts';

// What a server might say of a ticket's fields. Only tests import it.

export const phone = (value: string | null, more: Partial<AgreedField> = {}): AgreedField => ({
  ...{ id: 'phone', label: 'Phone', type: 'phone', state: 'agreed', value, waiting: [], refused: [], canCorrect: true },
  ...more,
});

export const fieldsOf = (...fields: TicketFields['records'][number]['fields']): TicketFields => ({
  systems: { left: 'HubSpot', right: 'Zendesk' },
  records: [{ object: 'contact', label: 'Contact', fields }],
});

export const onboarding = (...done: readonly string[]): NonNullable<TicketFields['onboarding']> => ({
  ...{ organizationId: '90', wonAt: '2026-11-20T10:00:00.000Z', contacts: 2 },
  items: ['call', 'setup'].map((id) => ({
    ...{ id, label: id, owner: 'Support Ops', contact: '#support-ops', dueAt: '2026-11-25T10:00:00.000Z' },
    ...(done.includes(id) && { doneAt: '2026-11-23T10:00:00.000Z' }),
  })),
});

export function openTicket(answer: TicketFields, more: Partial<SyncedState> = {}) {
  const state = createStore<SyncedState>({ ...firstSynced('4711'), answer, ...more });
  return { state, server: fakeServer(), settled };
}
