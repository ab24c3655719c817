import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { argumentsOrExit } from '@sidelight/api/cli/arguments/arguments-or-exit.ts';
import { canariesCommand } from './canaries-command.ts';

/** `npm run canaries`: every fault of every system, in the order that the seed decides. */
const root = join(import.meta.dirname, '../..');
const { seed } = argumentsOrExit(canariesCommand).values;

const args = [
  'run',
  '--project',
  'rest',
  'test/canaries/canaries.test.ts',
  '--no-file-parallelism',
  '--retry=0',
  '--reporter=verbose',
];
const env = { ...process.env, CANARIES: 'full', CANARIES_SEED: seed };
const child = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit', env });
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
