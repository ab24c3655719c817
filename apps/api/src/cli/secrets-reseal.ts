import { reseal } from '../secrets/reseal.ts';
import { createDataKeyRows } from '../store/data-keys.ts';
import { createSecretRows } from '../store/secrets.ts';
import { withSecrets } from './open-secrets.ts';
import { onOwnRecord } from './own-records.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

export const secretsReseal = defineVerb({
  name: 'secrets reseal',
  takes: '',
  help: 'seals every stored secret anew, by a new data key of its helpdesk and in the form of this release; nothing has to be entered again',
  options: {},
  run: (_asked, around) =>
    withSecrets(around, ({ db, keys, config }) =>
      onOwnRecord({ db, config, around }, async (recordOf) => {
        const deps = { rows: createSecretRows(db), keys };
        let closed = 0;
        for (const tenant of await createDataKeyRows(db).tenants()) {
          around.signal.throwIfAborted();
          const record = recordOf(tenant, 'key.rotated', { about: 'every stored secret sealed anew' });
          const done = await reseal(deps, tenant, around.signal, record);
          closed += done.closed.length;
          around.out(`${tenant}: ${done.sealed} sealed anew\n`);
          for (const { system, name } of done.closed) around.err(`${tenant}: ${system} ${name} does not open\n`);
        }
        if (closed === 0) return OK;
        around.err(
          `${closed} could not be opened and stayed as they were. If the key that sealed them is still there, set ` +
            'SECRETS_KEY_PREVIOUS to it and run this again; else enter them again on the setup page, see docs/secrets.md.\n',
        );
        return FOUND;
      }),
    ),
});
