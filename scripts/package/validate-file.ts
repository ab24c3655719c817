import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { argumentsOrExit } from '../../apps/api/src/cli/arguments/arguments-or-exit.ts';
import { validateCommand } from './validate-command.ts';
import { validateZip } from './validate-zip.ts';
import { verdict } from './verdict.ts';

/** `npm run validate -- file.zip`: the same judgement on any package. Fails on errors, not on warnings. */
const typedIn = process.env.INIT_CWD ?? process.cwd();
const [file] = argumentsOrExit(validateCommand).operands;

async function main(): Promise<number> {
  if (file === undefined) {
    process.stderr.write('Name a zip: npm run validate -- file.zip\n');
    return 2;
  }
  const path = resolve(typedIn, file);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) {
    process.stderr.write(`${path} cannot be read. Is it there?\n`);
    return 2;
  }
  const findings = validateZip(bytes);
  process.stdout.write(`${verdict(findings, file)}\n`);
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

process.exitCode = await main();
