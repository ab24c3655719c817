import type { Signal } from '@sidelight/api/health/signal.ts';
import { KEPT_MS } from '@sidelight/api/privacy/kept.ts';
import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createEvidenceLog } from '@sidelight/api/store/evidence-log.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { createSignalLog } from '@sidelight/api/store/signal-log.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { noJobs } from './no-jobs.ts';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const acme = tenantId('acme')!;
const other = tenantId('other')!;

const T0 = 1_700_000_000_000;
const at = (second: number) => new Date(T0 + second * 1000).toISOString();
const signal = (seq: number, connector: string, second: number, rest: Partial<Signal> = {}): Signal => ({
  ...{ process: 'p', seq, system: 'crm', connector, atMs: T0 + second * 1000, source: 'calls' },
  ...{ ok: 1, failed: 0, tail: 0, reason: undefined, holdMs: undefined },
  ...rest,
});

/** What readiness looks up, written by those who write it. */
onEachDatabase('evidence', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('a channel has delivered once an alert was taken, and for as long as nothing is wrong', async () => {
    const alerts = createAlertLog(opened.db, noJobs);
    const evidence = createEvidenceLog(opened.db);
    const message = {
      ...({
        kind: 'field',
        what: 'reported',
        field: 'plan.name',
        label: 'Plan',
        system: 'Billing',
        at: at(0),
      } as const),
    };
    const one = { incidentId: undefined, message };
    const [slack, pager] = await alerts.put(acme, [
      { ...one, once: '1', channel: 'slack' },
      { ...one, once: '1', channel: 'pager' },
    ]);
    await alerts.put(other, [{ ...one, once: '1', channel: 'hook' }]);
    expect(await evidence.deliveries(acme)).toEqual(new Map());
    await alerts.sent(acme, slack!);
    await alerts.failed(acme, pager!, 'unreachable', true);
    const [newer] = await alerts.put(acme, [{ ...one, once: '2', channel: 'slack' }]);
    await alerts.sent(acme, newer!);
    expect([...(await evidence.deliveries(acme)).keys()]).toEqual(['slack']);
    await forgetOldRows(opened.db, Date.now() + KEPT_MS.alerts + 60_000, 0, AbortSignal.timeout(10_000));
    expect([...(await evidence.deliveries(acme)).keys()]).toEqual(['slack']);
    expect(await alerts.find(acme, newer!)).toBeDefined();
    expect([await alerts.find(acme, slack!), await alerts.find(acme, pager!)]).toEqual([undefined, undefined]);
  });

  it('a connection was asked by any call; the canary’s last word on each counts', async () => {
    const signals = createSignalLog(opened.db);
    const evidence = createEvidenceLog(opened.db);
    const canary = { source: 'canary' } as const;
    const wrong = { ...canary, ok: 0, failed: 1, tail: 1 };
    await signals.append(acme, [
      signal(1, 'hubspot', 1),
      signal(2, 'hubspot', 3, { source: 'probe', ok: 0, failed: 1, tail: 1 }),
      signal(3, 'hubspot', 9, canary),
      signal(4, 'stripe', 5, canary),
      signal(5, 'stripe', 6, wrong),
      signal(6, 'jira', 6, wrong),
      signal(7, 'jira', 7, canary),
    ]);
    await signals.append(other, [signal(1, 'posthog', 1), signal(2, 'stripe', 9, canary)]);
    expect(await evidence.askedAt(acme, T0)).toEqual(new Map([['hubspot', at(3)]]));
    expect(await evidence.askedAt(acme, T0 + 4000)).toEqual(new Map());
    expect(await evidence.canary(acme, T0)).toEqual([
      { at: at(9), isRight: true },
      { at: at(7), isRight: true },
      { at: at(6), isRight: false },
    ]);
    expect(await evidence.canary(acme, T0 + 8000)).toEqual([{ at: at(9), isRight: true }]);
  });

  it('a webhook has arrived once one was stored', async () => {
    const evidence = createEvidenceLog(opened.db);
    expect(await evidence.webhookAt(acme)).toBeUndefined();
    await createInbox(opened.db, noJobs).store(arrivalOf(acme, 'd1'));
    expect(Date.parse((await evidence.webhookAt(acme))!)).toBeGreaterThan(Date.now() - 60_000);
    expect(await evidence.webhookAt(other)).toBeUndefined();
  });

  it('agents have opened different tickets; admins and rechecks do not count', async () => {
    const audit = trailOf(opened.db);
    const evidence = createEvidenceLog(opened.db);
    const view = (
      actorId: string,
      role: string,
      second: number,
      ticketId: string,
      action: AuditAction = 'context.viewed',
    ) => audit.record({ tenant: acme, atMs: T0 + second * 1000, requestId: 'r', actorId, role, action, ticketId });
    view('7001', 'agent', 1, '1');
    view('7001', 'agent', 2, '1');
    view('7001', 'agent', 3, '2');
    view('7004', 'lead', 4, '1');
    view('7005', 'admin', 5, '1');
    view('sidelight', 'agent', 6, '1', 'context.rechecked');
    view('7003', 'agent', 7, '3', 'owner.told');
    view('7001', 'agent', 8, '9', 'owner.told');
    audit.record({
      ...{ tenant: other, atMs: T0, requestId: 'r', actorId: '1', role: 'agent' },
      action: 'context.viewed',
      ticketId: '1',
    });
    await audit.flush();
    expect(await evidence.ticketsByAgent(acme, at(0))).toEqual([
      { agentId: '7001', tickets: 2 },
      { agentId: '7004', tickets: 1 },
    ]);
    expect(await evidence.ticketsByAgent(acme, at(3))).toEqual([
      { agentId: '7001', tickets: 1 },
      { agentId: '7004', tickets: 1 },
    ]);
    expect(await evidence.agentsBetween(acme, at(0), at(9))).toBe(1);
    expect(await evidence.agentsBetween(acme, at(4), at(9))).toBe(0);
    expect(await evidence.ownerToldAt(acme)).toBe(at(8));
    expect(await evidence.ownerToldAt(other)).toBeUndefined();
  });
});
