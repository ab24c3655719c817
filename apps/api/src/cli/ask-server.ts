import type { z } from 'zod';
import { text } from './arguments/option.ts';
import type { CliDeps } from './verb.ts';

const PATIENCE_MS = 5000;

/** Of verbs that can ask a running server instead of its database. */
export const serverOptions = {
  server: text('address', 'asks the server that runs there, e.g. https://sidelight.example.com'),
  token: text('token', 'with --server: the session of a lead or an admin; docs/cli.md says how to get one'),
};

const WHERE = 'docs/cli.md says what it is and how to get one.';

/** Asks a running server as a lead; undefined, having said why, when it does not answer as it should. */
export async function askServer<S extends z.ZodType>(
  server: string,
  path: string,
  token: string | undefined,
  schema: S,
  around: Pick<CliDeps, 'err' | 'signal'>,
): Promise<z.infer<S> | undefined> {
  const answer = await reach(server, path, token, around);
  if (!answer) return undefined;
  const found = answer.ok ? schema.safeParse(await answer.json().catch(() => undefined)) : undefined;
  return found?.success ? found.data : notThat(around.err, answer);
}

/** The same for what is answered as a text; `nothing` is said where the server knows no such thing. */
export async function askServerText(
  server: string,
  path: string,
  token: string | undefined,
  nothing: string,
  around: Pick<CliDeps, 'err' | 'signal'>,
): Promise<string | undefined> {
  const answer = await reach(server, path, token, around);
  if (!answer) return undefined;
  if (answer.status === 404) return refuse(around.err, nothing);
  const isText = answer.headers.get('content-type')?.startsWith('text/markdown');
  return answer.ok && isText ? answer.text() : notThat(around.err, answer);
}

async function reach(
  server: string,
  path: string,
  token: string | undefined,
  { err, signal }: Pick<CliDeps, 'err' | 'signal'>,
): Promise<Response | undefined> {
  if (token === undefined) return refuse(err, `--server needs --token, the session of a lead or an admin. ${WHERE}`);
  if (!/^https?:\/\//.test(server) || !URL.canParse(server))
    return refuse(err, '--server is not an address. Write all of it, as in https://sidelight.example.com.');
  // What a header cannot hold is no token either.
  if (!/^[\x21-\x7e]+$/.test(token)) return refuse(err, `--token is not a session. ${WHERE}`);
  const answer = await fetch(new URL(path, server), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  }).catch(() => undefined);
  if (!answer) return refuse(err, `Nobody answers at ${new URL(server).origin} within ${PATIENCE_MS / 1000} s.`);
  if (answer.status === 401)
    return refuse(err, `The server does not take this --token (401): it has ended, or was not copied whole. ${WHERE}`);
  if (answer.status === 403)
    return refuse(err, `This --token is of somebody who is neither lead nor admin (403). ${WHERE}`);
  return answer;
}

const notThat = (err: CliDeps['err'], { status }: Response): undefined =>
  refuse(err, `The server answered ${status}, and not what was asked of it. Is it a Sidelight server?`);

function refuse(err: CliDeps['err'], why: string): undefined {
  err(`${why}\n`);
  return undefined;
}
