import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { argumentsOrExit } from '../../apps/api/src/cli/arguments/arguments-or-exit.ts';
import { buildPackage } from './build-package.ts';
import { parseHost } from './host.ts';
import { packageCommand } from './package-command.ts';
import { PackageError } from './package-error.ts';
import { verdict } from './verdict.ts';

/** `npm run package`. */
const root = join(import.meta.dirname, '../..');
/** Where the command was typed, which npm changes before it runs anything. */
const typedIn = process.env.INIT_CWD ?? process.cwd();
const WORK_MS = 60_000;

async function main(): Promise<void> {
  const { values } = argumentsOrExit(packageCommand);
  const { tenant, contact, public: isPublic } = values;
  const host = parseHost(values.host);
  const out =
    values.out === undefined ? join(root, 'dist', `sidelight-${host.hostname}.zip`) : resolve(typedIn, values.out);
  const signal = AbortSignal.timeout(WORK_MS);
  const built = await buildPackage({ host, tenant, contact, isPublic }, signal);
  process.stdout.write(`${verdict(built.findings, 'package')}\n${verdict(built.pageFindings, 'pages served')}\n`);
  if (!built.mayBeWritten) throw new PackageError('Nothing was written, because the errors above would be refused.');
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, built.zip, { signal });
  if (host.isLoopback)
    process.stdout.write('For a demo on this machine only: a helpdesk elsewhere takes nothing but https.\n');
  process.stdout.write(`${out}\n${built.zip.length} bytes\nsha256 ${built.sha256}\n`);
}

try {
  await main();
} catch (error) {
  // A refused package is the typist's to correct; anything else is a bug and says where.
  const isForTypist = error instanceof PackageError;
  process.stderr.write(`${isForTypist ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
}
