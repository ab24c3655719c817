import { randomBytes } from 'node:crypto';
import { entriesAt } from '@sidelight/api/audit/entry.ts';
import { auditKeysOf } from '@sidelight/api/composition/audit-keys.ts';
import { discardClosed } from '@sidelight/api/secrets/discard.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { oauthSecret } from '@sidelight/api/secrets/oauth/holder.ts';
import { reseal } from '@sidelight/api/secrets/reseal.ts';
import { rotate } from '@sidelight/api/secrets/rotate.ts';
import { createAuditTrail } from '@sidelight/api/store/audit.ts';
import { createDataKeyRows } from '@sidelight/api/store/data-keys.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { expect, it } from 'vitest';
import { acme, MINUTE, never, setOAuthStage } from '../conformance/oauth-stage.ts';
import { onEachDatabase } from '../conformance/on-each-database.ts';
import { newKey } from '../conformance/secrets-stage.ts';
import { refuseRows } from './refused-rows.ts';

const signingKey = randomBytes(32);

/** A key in another one's place, and the row that says so. */
onEachDatabase('keys that are replaced', (open) => {
  const stage = setOAuthStage(open);
  let refusingRows: ReturnType<typeof refuseRows> | undefined;
  const refusing = () => (refusingRows ??= refuseRows(stage.opened.db));
  const trailOf = () =>
    createAuditTrail(stage.opened.db, {
      keysOf: auditKeysOf({ store: undefined, signingKey, isInUse: async () => false, steadyNow: Date.now }),
      aside: { append: () => Promise.reject(new Error('nothing goes beside it')), takeIn: async () => 0 },
      onTrouble: (error) => expect(error).toBeUndefined(),
    });
  const told = async () => {
    const rows = stage.opened.db.selectFrom('audit').select(['about', 'role']).orderBy('seq');
    return rows.where('action', '=', 'key.rotated').execute();
  };

  it('is one transaction: new tokens in the place of old ones, and wrapping by a new key', async () => {
    const { db } = stage.opened;
    const trail = trailOf();
    const entryOf = entriesAt(Date.now);
    const recordOf = (_: unknown, about: string) =>
      trail.onRecord(entryOf('key.rotated', { tenant: acme, userId: '', role: 'system' }, 'r', { about }));
    const refused = await refusing();
    await stage.connect(MINUTE);
    const one = stage.start('one', { recordOf });
    const stored = async () => {
      const found = await one.store.read(acme, oauthSecret('helpdesk'), never);
      return found.kind === 'found' ? found.version : found.kind;
    };
    const before = await stored();
    await refused.refuse('key.rotated');
    await expect(one.ask()).rejects.toThrow('no row of this');
    expect(await stored()).toBe(before);
    await refused.refuse();
    expect(stage.server.isAlive(await one.ask())).toBe(true);
    expect(await stored()).not.toBe(before);
    // What the vendor gave was not asked for again.
    expect(stage.server.asked).toHaveLength(1);
    expect(await told()).toEqual([{ about: 'helpdesk', role: 'system' }]);

    const keys = { current: newKey(), previous: createLocalKey(parseKey(stage.key)!) };
    const wrappedBy = async () => (await createDataKeyRows(db).of(acme)).map((key) => key.wrappedBy);
    const go = () => rotate(createDataKeyRows(db), keys, never, recordOf);
    await refused.refuse('key.rotated');
    await expect(go()).rejects.toThrow('no row of this');
    expect(await wrappedBy()).toEqual([keys.previous.id]);
    await refused.refuse();
    expect(await go()).toMatchObject({ kind: 'rotated', rewrapped: 1 });
    expect(await wrappedBy()).toEqual([keys.current.id]);
    expect((await told()).at(-1)?.about).toBe(`data key 1 ${keys.previous.id} ${keys.current.id}`);
    await trail.close();
  });

  it('is one transaction: secrets sealed anew, and those given up that no key opens', async () => {
    const { db } = stage.opened;
    const trail = trailOf();
    const entryOf = entriesAt(Date.now);
    const recordOf = (action: 'key.rotated' | 'key.discarded') =>
      trail.onRecord(entryOf(action, { tenant: acme, userId: '', role: 'operator' }, 'r'));
    const refused = await refusing();
    await stage.connect(MINUTE);
    const rows = createSecretRows(db);
    const sealed = () => db.selectFrom('secrets').select('sealed').where('tenant', '=', acme).execute();
    const before = await sealed();
    const right = { rows, keys: { current: createLocalKey(parseKey(stage.key)!), previous: undefined } };
    const wrong = { rows, keys: { current: newKey(), previous: undefined } };

    await refused.refuse('key.rotated');
    await expect(reseal(right, acme, never, recordOf('key.rotated'))).rejects.toThrow('no row of this');
    expect(await sealed()).toEqual(before);
    await refused.refuse('key.discarded');
    await expect(discardClosed(wrong, acme, never, recordOf('key.discarded'))).rejects.toThrow('no row of this');
    expect(await sealed()).toEqual(before);

    await refused.refuse();
    expect(await reseal(right, acme, never, recordOf('key.rotated'))).toMatchObject({ sealed: before.length });
    expect(await discardClosed(wrong, acme, never, recordOf('key.discarded'))).toBe(before.length);
    expect(await sealed()).toEqual([]);
    await trail.close();
  });
});
