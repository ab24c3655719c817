import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import { frames } from './fakes.ts';

// Lines a server might send, for tests.

const at = '2026-11-23T10:00:00.000Z';

export const open: Extract<ContextEvent, { type: 'open' }> = {
  type: 'open',
  requestId: 'req_1',
  at,
  deadlineMs: 2500,
  cards: [...frames],
  health: [],
};

export const done: ContextEvent = { type: 'done', timings: [] };

export const linkedTo = (accountId: string, requesterId = '1'): ContextEvent => ({
  type: 'customer',
  customer: {
    state: 'linked',
    requester: { id: requesterId, name: 'Dana' },
    account: { id: accountId },
    evidence: ['email'],
    canReject: true,
  },
});

export const textField = (id: string, text: string): Extract<Field, { state: 'ok' }> => ({
  id,
  label: id,
  state: 'ok',
  value: { kind: 'text', text },
  receipt: { system: 'billing', source: 'Stripe', readAt: at, mapping: id },
});

export const planCard = (version: number, fields: readonly Field[], waiting: readonly string[] = []): ContextEvent => ({
  type: 'card',
  card: { id: 'plan', version, fields: [...fields], waiting: [...waiting], sources: [] },
});
