import { syncDuplicates, syncOrphans } from '@sidelight/api/cli/sync-unpaired.ts';
import { createUnpairedStore } from '@sidelight/api/store/sync-unpaired.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { describe, expect, it } from 'vitest';
import { onDisk, onServer, placed } from './sync-verbs-stage.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };

/** A PGlite folder takes seconds to open, and each verb opens it: what is stored is tested on either database. */
const postgresUrl = process.env.TEST_DATABASE_URL;
describe('sidelight sync orphans and duplicates', { timeout: 180_000 }, () => {
  const { run, within } = placed(postgresUrl ? () => onServer(postgresUrl) : onDisk);

  it('say what the newest comparison found, by ids, and of nothing compared how to', async () => {
    expect((await run(syncOrphans)).code).toBe(2);
    expect((await run(syncOrphans, 'deal')).code).toBe(2);
    expect((await run(syncDuplicates, 'contact')).out).toContain('`sidelight sync plan contact`');
    await within(({ db }) =>
      createUnpairedStore(db).keep(scope, {
        duplicates: [{ side: 'left', field: 'email', ids: ['1', '2'], size: 25 }],
        orphans: [
          { side: 'left', id: '1', why: 'several', field: 'email', there: ['77'] },
          { side: 'right', id: '9', why: 'no_value' },
        ],
        totals: {
          duplicates: { left: 3, right: 0 },
          orphans: { several: { left: 1, right: 0 }, no_value: { left: 0, right: 4 } },
        },
      }),
    );
    const orphans = await run(syncOrphans, 'contact');
    expect([orphans.code, ...orphans.out.trimEnd().split('\n').slice(1)]).toEqual([
      0,
      '  1 in the CRM: several could be its partner, by email (77 in the helpdesk)',
      '  9 in the helpdesk: it has no value to be found by',
      'and 3 more',
    ]);
    const duplicates = await run(syncDuplicates, 'contact');
    expect(duplicates.out.trimEnd().split('\n').slice(1)).toEqual([
      '  1, 2 and 23 others in the CRM: the same email',
      'and 2 more',
    ]);
    expect(JSON.parse((await run(syncDuplicates, 'contact', '--json')).out)).toMatchObject({
      ...{ object: 'contact', totals: { left: 3, right: 0 }, duplicates: [{ ids: ['1', '2'], size: 25 }] },
    });
    expect(JSON.parse((await run(syncOrphans, 'contact', '--json')).out)).toMatchObject({
      orphans: [{ id: '1', why: 'several' }, { id: '9' }],
    });
  });
});
