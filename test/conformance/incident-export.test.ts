import { incidentExport } from '@sidelight/api/cli/incident-export.ts';
import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { expect, it } from 'vitest';
import { onDisk, placed } from './sync-verbs-stage.ts';

const acme = requireTenant('acme');
const { run, runIn, within } = placed(onDisk);

it('prints an incident once that is on record, and without a key for that nothing', { timeout: 60_000 }, async () => {
  const at = '2026-11-24T10:00:00.000Z';
  const id = await within(({ db }) =>
    createIncidentLog(db).open(acme, 'billing', at, [{ kind: 'opened', at, state: 'down' }], undefined),
  );
  const rows = () =>
    within(({ db }) => db.selectFrom('audit').select(['action', 'role', 'about']).where('tenant', '=', acme).execute());
  expect(await runIn({ SESSION_SECRET: '' }, incidentExport, id!)).toMatchObject({ code: 2, out: '' });
  expect((await run(incidentExport, 'none')).code).toBe(2);
  expect(await rows()).toEqual([]);
  expect((await run(incidentExport, id!)).out).toContain('# ');
  expect(await rows()).toEqual([{ action: 'incident.exported', role: 'operator', about: id }]);
});
