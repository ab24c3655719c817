import type { z } from 'zod';
import type { CliDeps } from './verb.ts';

const PATIENCE_MS = 5000;

/** Asks a running server as a lead; undefined, having said why, when it does not answer as it should. */
export async function askServer<S extends z.ZodType>(
  server: string,
  path: string,
  token: string | undefined,
  schema: S,
  { err, signal }: Pick<CliDeps, 'err' | 'signal'>,
): Promise<z.infer<S> | undefined> {
  const answer = await fetch(new URL(path, server), {
    headers: { authorization: `Bearer ${token ?? ''}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  }).catch(() => undefined);
  const found = answer?.ok ? schema.safeParse(await answer.json()) : undefined;
  if (!found?.success) err(`the server did not say (${answer?.status ?? 'no answer'}); a lead's --token is needed\n`);
  return found?.data;
}
