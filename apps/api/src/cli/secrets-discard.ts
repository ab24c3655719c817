import { closedSecrets, discardClosed } from '../secrets/discard.ts';
import { tryKey } from '../secrets/try-key.ts';
import { createSecretRows } from '../store/secrets.ts';
import { flag } from './arguments/option.ts';
import { withSecrets } from './open-secrets.ts';
import { onOwnRecord } from './own-records.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const secretsDiscard = defineVerb({
  name: 'secrets discard',
  takes: '[--yes]',
  help: 'gives up the stored secrets that no key at hand opens, where that key is lost; shows which, and does it with --yes',
  options: { yes: flag('gives them up: this cannot be taken back') },
  run: ({ values: { yes } }, around) =>
    withSecrets(around, async ({ db, keys, config }) => {
      const tenant = tenantOf(config, around.env);
      if (!tenant) {
        around.err(WHICH_TENANT);
        return WRONGLY_ASKED;
      }
      // A key service that refuses everything for a while opens nothing either.
      const isUsable = await tryKey(keys.current, around.signal).then(
        () => true,
        () => false,
      );
      if (!isUsable) {
        around.err(`the key ${keys.current.id} cannot be used just now, so that nothing opens: nothing is given up\n`);
        return FOUND;
      }
      const deps = { rows: createSecretRows(db), keys };
      if (!yes) {
        const closed = await closedSecrets(deps, tenant, around.signal);
        for (const { system, name } of closed) around.out(`${system} ${name}\n`);
        around.err(
          closed.length === 0
            ? `every stored secret of ${tenant} opens\n`
            : `Nothing is given up yet. If there is a key that opens these, set SECRETS_KEY or SECRETS_KEY_PREVIOUS to it instead. ` +
                'Write --yes behind it to give them up: this cannot be taken back, and docs/secrets.md says what follows.\n',
        );
        return OK;
      }
      return onOwnRecord({ db, config, around }, async (recordOf) => {
        const count = await discardClosed(deps, tenant, around.signal, recordOf(tenant, 'key.discarded'));
        around.out(`${count} given up\n`);
        return OK;
      });
    }),
});
