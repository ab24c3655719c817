import { join } from 'node:path';
import { runCli } from '@sidelight/api/cli/run-cli.ts';
import type { CanaryStage } from './stage.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What lists failures, and what was done to whom. `privacy` is left out: it prints what is held of somebody, on purpose. */
const verbs = [
  ...['jobs list', 'jobs show', 'sync status', 'sync orphans', 'sync duplicates', 'audit search'],
  ...['audit verify', 'audit head', 'secrets list', 'map drift', 'report', 'incident export', 'no such verb'],
];

/** What the command line prints, with planted values among what is typed. Nothing where the database is in memory. */
export async function askCli({ cliEnv, canaries }: CanaryStage): Promise<readonly string[]> {
  if (!cliEnv) return [];
  const signal = AbortSignal.timeout(60_000);
  const said: string[] = [];
  for (const verb of verbs)
    for (const typed of [[], [canaries.make('email', 'caller', 'the command line')]]) {
      let text = '';
      const write = (more: string) => {
        text += more;
      };
      const around = { cwd: ROOT, now: Date.now, signal, env: cliEnv, out: write, err: write };
      await runCli([...verb.split(' '), ...typed], around).catch((error: unknown) => write(String(error)));
      // What was typed is said again to whoever has typed it.
      said.push(typed.reduce((rest, word) => rest.replaceAll(word, '…'), text));
    }
  return said;
}
