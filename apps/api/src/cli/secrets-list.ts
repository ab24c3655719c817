import type { ListedSecret } from '../secrets/ports.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { createSecretRows } from '../store/secrets.ts';
import { withSecrets } from './open-secrets.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

const DAY_MS = 86_400_000;

export const secretsList = defineVerb({
  name: 'secrets list',
  takes: '',
  help: 'which secrets are stored, how old they are, when they end, and whether they open; no values',
  options: {},
  run: (_asked, around) =>
    withSecrets(around, async ({ db, keys, config }) => {
      const tenant = tenantOf(config, around.env);
      if (!tenant) {
        around.err(WHICH_TENANT);
        return WRONGLY_ASKED;
      }
      const store = createSecretStore({ rows: createSecretRows(db), keys, now: around.now });
      const listed = await store.list(tenant);
      if (listed.length === 0) around.out(`no secret of ${tenant} is stored\n`);
      let closed = 0;
      for (const secret of listed) {
        const { kind } = await store.read(tenant, secret, around.signal);
        if (kind !== 'found') closed++;
        around.out(`${line(secret, kind === 'found', around.now())}\n`);
      }
      if (closed === 0) return OK;
      around.err(`${closed} cannot be deciphered: enter them again, or see docs/secrets.md if a key is missing\n`);
      return FOUND;
    }),
});

function line({ system, name, setAt, setBy, expiresAt, previousUntil }: ListedSecret, opens: boolean, nowMs: number) {
  return [
    `${system} ${name}`.padEnd(30),
    (opens ? 'opens' : 'CANNOT BE DECIPHERED').padEnd(21),
    `set ${days(nowMs - Date.parse(setAt))} ago by ${setBy}`.padEnd(30),
    expiresAt === undefined ? 'no known end' : ends(Date.parse(expiresAt) - nowMs),
    ...(previousUntil === undefined || Date.parse(previousUntil) <= nowMs
      ? []
      : [`the one before is taken until ${previousUntil.slice(0, 16)}Z`]),
  ].join(' ');
}

const ends = (inMs: number) => (inMs > 0 ? `expires in ${days(inMs)}` : `EXPIRED ${days(-inMs)} ago`);

function days(ms: number): string {
  const n = Math.floor(Math.max(ms, 0) / DAY_MS);
  return n === 0 ? 'less than a day' : `${n} day${n === 1 ? '' : 's'}`;
}
