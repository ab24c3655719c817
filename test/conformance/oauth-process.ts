import { openDatabase } from '@sidelight/api/store/database.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { oauthParts } from './oauth-parts.ts';

/** One process that asks for a token once and prints it: `<database url> <token url> <key> [die]`. */
const [databaseUrl, tokenUrl, key, end] = process.argv.slice(2) as [string, string, string, string?];
const { db, close } = await openDatabase({ url: databaseUrl });
const parts = oauthParts({
  ...{ db, key, tokenUrl: new URL(tokenUrl), process: String(process.pid) },
  changeStore: (store) => ({
    ...store,
    async put(...args) {
      const answer = await store.put(...args);
      // Between storing the new tokens and giving one to anybody; the lease is still held.
      if (end === 'die') process.kill(process.pid, 'SIGKILL');
      return answer;
    },
  }),
});
const answer = await parts.tokens.accessToken(tenantId('acme')!, 'helpdesk', AbortSignal.timeout(15_000));
process.stdout.write(answer.kind === 'live' ? answer.token.reveal() : answer.kind);
await parts.close();
await close();
