import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { createLog, errorFields } from '@sidelight/api/log.ts';
import type { WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { acme, never, only, other, setSecretsStage } from './secrets-stage.ts';

onEachDatabase('the silence about secrets', (open) => {
  const stage = setSecretsStage(open);
  const { first, second, storeWith, store } = stage;

  it('tells a planted value to nobody: no error, no log line, no listed row, no stored row', async () => {
    const canaries = Array.from({ length: 200 }, () => `canary-${randomUUID()}`);
    const said: string[] = [];
    const log = createLog('debug', { write: (line) => void said.push(line) });
    const hear = (what: unknown) => {
      said.push(inspect(what, { depth: 10, showHidden: true }), String(what), JSON.stringify(what) ?? '');
      log.error('a store trouble', errorFields(what));
    };
    const failing: WrappingKeys = only({ ...second, wrap: () => Promise.reject(new Error('the key is far away')) });
    for (const [i, canary] of canaries.entries()) {
      const of = { system: 'billing', name: `n${i % 7}` };
      const value = new Secret(canary);
      hear(await store().put(acme, of, value, { by: '42' }, never));
      hear(await store().read(acme, of, never));
      hear(await storeWith(only(second)).read(acme, of, never));
      const trouble = [
        storeWith(failing).put(other, of, value, { by: '42' }, never),
        store().put(acme, of, value, { by: '42', expiresAt: 'no date' }, never),
        store().put(acme, { ...of, system: '\u0000' }, value, { by: '42' }, never),
      ];
      const troubles = await Promise.allSettled(trouble);
      for (const settled of troubles) hear(settled.status === 'rejected' ? settled.reason : settled);
      // Half of what was tried has to have failed, or this test has heard nothing.
      if (i === 0) expect(troubles.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    }
    hear(await store().list(acme));
    hear(await stage.db.selectFrom('secrets').selectAll().execute());
    hear(await stage.db.selectFrom('data_keys').selectAll().execute());
    hear(first);
    const all = said.join('\n');
    expect(all.length).toBeGreaterThan(100_000);
    expect(canaries.filter((canary) => all.includes(canary))).toEqual([]);
    expect(canaries.filter((canary) => all.includes(Buffer.from(canary).toString('base64url')))).toEqual([]);
  });
});
