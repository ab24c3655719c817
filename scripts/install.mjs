import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PNPM = 'pnpm@12.21.0';

/** Installs exactly what the lockfile says, unless that has been done already. */
export async function install(root, say) {
  const lock = readFileSync(`${root}pnpm-lock.yaml`);
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = `${root}node_modules/.installed`;
  const isInstalled =
    existsSync(`${root}node_modules/.bin/node`) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isInstalled) return;
  say('Installing (once, about half a minute) …');
  // Only what went wrong: Node 20 starts pnpm, which then warns of what the Node it installs is made for.
  const done = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // pnpm asks before it removes a folder made otherwise; nobody is there to answer.
    env: { ...process.env, CI: 'true' },
  });
  if (done.status !== 0) {
    say(`The installation failed. Try it by hand: npx -y ${PNPM} install --frozen-lockfile`);
    process.exit(done.status ?? 1);
  }
  writeFileSync(stampFile, stamp);
}
