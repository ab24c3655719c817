import { rotate } from '../secrets/rotate.ts';
import { createDataKeyRows } from '../store/data-keys.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { withSecrets } from './open-secrets.ts';
import { onOwnRecord } from './own-records.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

export const secretsRotate = defineVerb({
  name: 'secrets rotate',
  takes: '',
  help: 'wraps every data key by the new key (SECRETS_KEY or SECRETS_KMS_KEY) instead of the previous one; no secret is touched',
  options: {},
  run: (_asked, around) =>
    withSecrets(around, ({ db, keys, config }) =>
      onOwnRecord({ db, config, around }, async (recordOf) => {
        const rowOf = (tenant: TenantId, about: string) => recordOf(tenant, 'key.rotated', { about });
        const done = await rotate(createDataKeyRows(db), keys, around.signal, rowOf);
        if (done.kind === 'key_missing') {
          around.err(
            `${count(done.dataKeys, 'data key')} wrapped by ${done.ids.join(', ')}, which is not at hand. ` +
              'Nothing has been changed. Set SECRETS_KEY_PREVIOUS (or SECRETS_KEY_PREVIOUS_FILE, or SECRETS_KMS_KEY_PREVIOUS ' +
              'if its id begins with kms-) to that key and run ' +
              'this again; if it is lost, see docs/secrets.md.\n',
          );
          return FOUND;
        }
        around.out(`${done.rewrapped} wrapped anew, ${done.already} were already wrapped by ${keys.current.id}\n`);
        for (const { tenant, version } of done.broken) {
          around.err(
            `${tenant}: data key ${version} has been changed and does not open. Enter the secrets of this tenant ` +
              'again; `sidelight secrets list` says which.\n',
          );
        }
        if (done.broken.length > 0) return FOUND;
        around.out('Once every server runs with the new key alone, the previous one can be destroyed.\n');
        return OK;
      }),
    ),
});

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? ' is' : 's are'}`;
