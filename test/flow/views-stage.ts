import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { createRiskLog } from '@sidelight/api/store/risk-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { Incident } from '@sidelight/shared/health/incident.ts';
import { Touched } from '@sidelight/shared/health/touched.ts';
import { Erasures } from '@sidelight/shared/privacy/privacy-page.ts';
import { readStatus } from './read-status.ts';
import { openSyncDesk } from './sync-desk-stage.ts';
import { until } from './until.ts';

export type ViewsStage = Awaited<ReturnType<typeof openViewsStage>>;

const acme = requireTenant('acme');
const TICKET = '1001';
/** What agents were shown, and what is so now. */
export const WAS = 'Paid up since May';
const IS_NOW = 'Nothing paid since June';

/** The product with something to see on every page: conflicts, refused values, answers at risk, an erasure. */
export async function openViewsStage() {
  const stage = await openSyncDesk();
  const { product, db, lead, admin } = stage;
  await stage.run('dry_run');
  await stage.switchOn();
  await stage.run('compare');
  const { person } = await stage.conflict(0, '+12125550147', '+12125550148');
  const theirTicket = product.world.tickets[2]!.ticketId;
  product.world.helpdesk.change(theirTicket, { requesterId: person.userId });
  const other = await stage.someone(1);
  await db
    .insertInto('sync_dead_letters')
    .values({
      ...{ tenant: 'acme', object: 'contact', side: 'right', field: 'phone', id: crypto.randomUUID() },
      ...{ reason: 'validation', record: await recordOf(person.contactId) },
    })
    .execute();
  other.editInCrm('+12125550199');
  await stage.run('dry_run');

  async function recordOf(contactId: string): Promise<string> {
    const found = db.selectFrom('sync_records').select('id').where('left_id', '=', contactId);
    return (await found.executeTakeFirstOrThrow()).id;
  }
  const declared = await product.post('/v1/incidents', lead, { system: 'billing', minutes: 30 });
  const { id: incident } = Incident.parse(await declared.json());
  const agent = { token: stage.agent, userId: '7001' };
  await createRiskLog(db).put(acme, incident, {
    kind: 'checked',
    ticket: {
      ...{ ticketId: TICKET, customer: 'Northwind', wasAnswered: true },
      ...{ answeredAt: new Date().toISOString(), answeredBy: agent.userId },
      fields: [
        {
          ...{ id: 'payment.status', label: 'Payment', shownAt: new Date().toISOString() },
          ...{ shown: { kind: 'text', text: WAS }, isNow: { kind: 'text', text: IS_NOW } },
        },
      ],
    },
  });
  await product.stream(stage.agent, { ticketId: TICKET });
  const atDesk = await readStatus(product, stage.agent, TICKET);
  const open = async () =>
    Touched.parse(
      await (await fetch(`${product.url}/v1/status/open`, { headers: { authorization: `Bearer ${lead}` } })).json(),
    );
  await until(async () => (await open()).tickets[0]?.customer !== undefined, 9000);
  const customer = (await open()).tickets[0]!.customer!;

  /** The incident is over, and what was shown meanwhile has been looked at. */
  async function endIncident(): Promise<void> {
    const at = new Date().toISOString();
    await createIncidentLog(db).append(acme, incident, { kind: 'answers_checked', at, checked: 1, differing: 1 });
    await product.post(`/v1/incidents/${incident}/close`, lead, {});
  }
  async function erasureId(): Promise<string> {
    const who = { by: 'user', text: '999999' };
    await product.post('/v1/privacy/erase', admin, { who, reason: 'other', typed: '999999' });
    const { items } = Erasures.parse(await (await product.post('/v1/privacy/erasures', admin, {})).json());
    return items[0]!.id;
  }
  return {
    ...{ ...stage, person, other, incident, customer, endIncident, erasureId },
    ...{ ticket: TICKET, theirTicket },
    async close() {
      atDesk.close();
      await stage.close();
    },
  };
}
