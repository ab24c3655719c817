import type { Card, CardSource } from '@sidelight/shared/context/card.ts';
import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { Value } from '@sidelight/shared/context/value.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { receipt, systemOf, vendorOf } from './values.ts';

/** What a server would say, and when: milliseconds from the request. */
export interface Line {
  readonly atMs: number;
  /** `reset` drops the connection there. */
  readonly say: ContextEvent | 'reset' | { readonly raw: string };
}

/** A field as a scenario writes it: a value stands for `ok`. */
export type Told = Value | Partial<Field> | 'absent';

function fieldFor(frame: CardFrame['fields'][number], told: Told, readMsAgo: number): Field {
  const { id, label } = frame;
  const from = receipt(id, readMsAgo);
  if (told === 'absent') return { id, label, state: 'absent', receipt: from };
  if ('kind' in told) return { id, label, state: 'ok', value: told, receipt: from };
  // A scenario spells out the rest of the state it names; `scenarios.test.ts` holds every line to the contract.
  const rest = 'state' in told && /^(stale|ok|absent)$/.test(told.state ?? '') ? { receipt: from } : {};
  return { id, label, ...rest, ...told } as Field;
}

/** One snapshot of a card; the fields nobody tells about are still waiting. */
export function snapshot(
  frame: CardFrame,
  told: Readonly<Record<string, Told>>,
  version = 1,
  readMsAgo = 4_000,
  blocked: readonly string[] = [],
): ContextEvent {
  const known = frame.fields.filter((field) => field.id in told);
  const fields = known.map((field) => fieldFor(field, told[field.id] ?? 'absent', readMsAgo));
  const waiting = frame.fields.filter((field) => !(field.id in told)).map((field) => field.id);
  const card: Card = { id: frame.id, version, fields, waiting, sources: sourcesOf(fields, blocked) };
  return { type: 'card', card };
}

function sourcesOf(fields: readonly Field[], blocked: readonly string[]): CardSource[] {
  const sources = new Map<string, CardSource>();
  for (const field of fields) {
    const name = vendorOf(field.id);
    const named = { system: systemOf(field.id), name };
    const reason = 'reason' in field && field.reason ? { reason: field.reason } : {};
    // Nobody was asked: the API says so of a system that only waited for another one.
    if (field.state === 'failed' && blocked.includes(name))
      sources.set(name, { ...named, state: 'unlinked', ...reason });
    else if (field.state === 'failed') sources.set(name, { ...named, state: 'failed', ...reason });
    else if (field.state === 'unlinked') sources.set(name, { ...named, state: 'unlinked' });
    else if ('receipt' in field) {
      const state = field.state === 'stale' ? 'stale' : 'ok';
      sources.set(name, { ...named, state, readAt: field.receipt.readAt, ...reason });
    }
  }
  return [...sources.values()];
}

export const open = (cards: readonly CardFrame[], health: SystemHealth[] = []): ContextEvent => ({
  type: 'open',
  requestId: 'req_8f2c',
  at: new Date().toISOString(),
  deadlineMs: 2500,
  cards: [...cards],
  health,
});

export const done: ContextEvent = { type: 'done', timings: [] };
