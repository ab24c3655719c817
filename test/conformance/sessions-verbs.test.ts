import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRevocations } from '@sidelight/api/access/revocations.ts';
import { sessionsEnd } from '@sidelight/api/cli/sessions-end.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { createEndedSessions } from '@sidelight/api/store/ended-sessions.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('sidelight sessions end', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(...args: string[]) {
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const own = { SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 't', DATA_DIR: folder };
    const code = await sessionsEnd.run(args, {
      ...{ cwd: folder, now: Date.now, signal: new AbortController().signal, out: say, err: say },
      env: { ...own, ZENDESK_APP_PUBLIC_KEY: appKey, SESSION_SECRET: Buffer.alloc(32, 1).toString('base64') },
    });
    return { code, said };
  }

  /** Whether sessions that were opened a second ago have ended, as a server finds it at its start; and the rows. */
  async function after() {
    const database = await openDatabase({ dataDir: folder });
    try {
      const revocations = createRevocations(createEndedSessions(database.db), Date.now);
      await revocations.read();
      const openedAtMs = Date.now() - 60_000;
      const isOut = (tenant: typeof acme, userId: string) => revocations.isRevoked({ tenant, userId, openedAtMs });
      const rows = await database.db.selectFrom('audit').select(['tenant', 'role', 'action']).execute();
      return { out: [isOut(acme, '7004'), isOut(acme, '7005'), isOut(other, '7004')], rows };
    } finally {
      await database.close();
    }
  }

  it('puts one person out, and is on record', async () => {
    expect(await run('7004')).toEqual({ code: 0, said: 'all sessions of 7004 at acme until now have ended\n' });
    expect(await after()).toEqual({
      out: [true, false, false],
      rows: [{ tenant: 'acme', role: 'operator', action: 'session.ended' }],
    });
  });

  it('puts everybody of a helpdesk out', async () => {
    expect((await run('--everybody')).code).toBe(0);
    expect((await after()).out).toEqual([true, true, false]);
  });

  it.each([[[]], [['somebody']], [['7004', '--everybody']]])('is refused with %j', async (args) => {
    expect((await run(...args)).code).toBe(2);
  });
});
