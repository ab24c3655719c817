import type { Field } from '@sidelight/shared/context/field.ts';
import { expect, it } from 'vitest';
import type { OpenContext } from '../context/open-request.ts';
import type { ShownField } from '../context/ports.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createExposureLog } from './exposure-log.ts';
import type { Noted } from './ports.ts';

const acme = requireTenant('acme');
const receipt = { system: 'billing', source: 'Stripe', readAt: '2026-11-24T00:00:00Z' };
const value = (code: string) => ({ kind: 'code', code, label: code, tone: 'good', isConfirmed: true }) as const;
const named = { id: 'payment.status', label: 'Status' };
const paid: Field = { ...named, state: 'ok', value: value('paid'), receipt };
const overdue: Field = { ...paid, value: value('overdue') };
const calm = { connections: [], incidents: [], frames: [], vendors: [], alerts: new Map() };
const fallback = { steps: [{ text: 'x' }], owner: 'x' };

/** `watched`: what the canary looks at. */
function watch(watched: Record<string, string[]> = { stripe: ['payment.status'] }) {
  let nowMs = Date.parse('2026-11-25T10:00:00Z');
  const written: string[] = [];
  const write = (verb: string) => async (_tenant: unknown, rows: readonly Pick<Noted, 'ticketId' | 'field'>[]) => {
    if (rows.length > 0) written.push(`${verb} ${rows.map(({ ticketId, field }) => `${ticketId} ${field}`)}`);
  };
  const log = createExposureLog({
    tenant: acme,
    logs: { shown: { note: write('note'), settle: write('settle') }, believed: { note: write('believe') } },
    watched: new Map(Object.entries(watched)),
    presence: { show: () => {} },
    snapshot: { known: () => calm, stateOf: () => undefined },
    onShown: () => {},
    onNewCode: () => {},
    now: () => nowMs,
    steadyNow: () => nowMs,
    onTrouble: (error) => written.push(String(error)),
  });
  return {
    ...{ log, written },
    pass: (ms: number) => {
      nowMs += ms;
    },
    async show(field: Field, connector = 'stripe', ticketId: string | null = '1') {
      const shown: ShownField = { field, system: 'billing', connector };
      const request = ticketId === null ? { requesterId: '9' } : { ticketId };
      const caller = { tenant: acme, userId: '7', role: 'agent', locale: 'en' } as const;
      const open: OpenContext = { caller, request, requestId: 'r', deadlineMs: 2500 };
      const none = new Map<string, string>();
      log.shown(open, {
        ...{ accountId: undefined, timings: [], newCodes: none, fields: () => [], decisions: () => [shown] },
      });
      await new Promise((resolve) => setImmediate(resolve));
      return written.splice(0);
    },
  };
}

it('keeps what was shown as right where a canary watches, and nothing else', async () => {
  expect(await watch().show(paid)).toEqual(['believe 1 payment.status']);
  expect(await watch().show({ ...paid, state: 'stale' }), 'a fresh one is on its way').toHaveLength(1);
  expect(await watch({}).show(paid), 'no canary').toEqual([]);
  expect(await watch({ stripe: ['plan.name'] }).show(paid), 'no field of its').toEqual([]);
  expect(await watch({ hubspot: ['payment.status'] }).show(paid), 'of another system').toEqual([]);
  expect(await watch().show(paid, 'stripe', null), 'no ticket yet').toEqual([]);
  expect(await watch().show({ ...named, state: 'absent', receipt }), 'no value').toEqual([]);
});

it('keeps what nobody could confirm apart from it', async () => {
  const { show } = watch();
  expect(await show({ ...paid, reason: 'wrong_values', fallback })).toEqual(['note 1 payment.status']);
  expect(await show({ ...named, state: 'failed', reason: 'timeout', fallback })).toEqual(['note 1 payment.status']);
  expect(await show(paid), 'right again').toEqual(['settle 1 payment.status', 'believe 1 payment.status']);
});

it('writes what is looked at again and again once, and at once what has changed', async () => {
  const { show, pass } = watch();
  expect(await show(paid)).toHaveLength(1);
  pass(9000);
  expect(await show(paid)).toEqual([]);
  expect(await show(paid, 'stripe', '2'), 'another ticket').toHaveLength(1);
  expect(await show(overdue)).toHaveLength(1);
  expect(await show(paid)).toHaveLength(1);
  pass(11_000);
  expect(await show(paid)).toHaveLength(1);
});

it('keeps with a whole answer what is to be told once somebody sees it', () => {
  const shown = [{ field: paid, system: 'billing', connector: 'stripe' }];
  expect(watch().log.watched(() => shown)).toEqual(shown);
  const asked = () => expect.unreachable('worked out for nobody');
  expect(watch({}).log.watched(asked)).toEqual([]);
});
