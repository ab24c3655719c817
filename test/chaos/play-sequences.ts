import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Plays so many sequences of events, on either database; false where one shows what it must not. */
export function playSequences(root: string, many: number, seed: string): Promise<boolean> {
  const args = ['run', '--project', 'rest', 'test/canaries/sequences.test.ts', '--retry=0', '--reporter=verbose'];
  const env = { ...process.env, SEQUENCES: String(many), CANARIES_SEED: seed };
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit', env });
    child.on('close', (code) => resolve(code === 0));
  });
}
