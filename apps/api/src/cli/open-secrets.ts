import { type Config, ConfigError, readConfig } from '../config/config.ts';
import type { WrappingKeys } from '../secrets/key-wrapper.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { CliDeps } from './verb.ts';

interface Opened {
  readonly db: Database;
  readonly keys: WrappingKeys;
  readonly config: Config;
}

/** The configured database and wrapping keys, for as long as `work` takes. */
export async function withSecrets<T>({ env }: CliDeps, work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig(env);
  const { secretKeys: keys } = config;
  if (!keys) {
    throw new ConfigError(
      'SECRETS_KEY is missing. Make a key with `openssl rand -base64 32` and write it in SECRETS_KEY or SECRETS_KEY_FILE, ' +
        'or name a key of AWS KMS in SECRETS_KMS_KEY; see docs/secrets.md.',
    );
  }
  const { db, close } = await openDatabase(config.database);
  try {
    return await work({ db, keys, config });
  } finally {
    await close();
  }
}
