import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A mistake may leave a name unused: that is untidy, and compiles. What has not changed is not looked at again. */
const ARGS = [
  ...['-p', '.', '--noUnusedLocals', 'false', '--noUnusedParameters', 'false', '--pretty', 'false'],
  ...['--incremental', '--tsBuildInfoFile', '.tsbuildinfo'],
];

/** What the compiler says of a tree, line by line; nothing when it compiles. */
export function typeErrors(root: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin/tsc'), ARGS, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? [] : output.split('\n').filter(Boolean)));
  });
}
