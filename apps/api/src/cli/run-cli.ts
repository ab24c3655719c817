import { ConfigError } from '../config/config.ts';
import { isMapError } from '../map/map-error.ts';
import { DatabaseFault } from '../store/database-fault.ts';
import { FolderInUse } from '../store/folder-lock.ts';
import { ForeignSchema, TableHeld } from '../store/migrate.ts';
import { helpText } from './arguments/help-text.ts';
import { type CliDeps, type Verb, WRONGLY_ASKED } from './verb.ts';
import { verbs } from './verbs.ts';

const usage = (): string =>
  [
    'sidelight <verb>',
    '',
    ...verbs.map(({ name, takes, help }) => `  ${`${name} ${takes}`.trimEnd()}\n      ${help}`),
    '',
    '`sidelight <verb> --help` says what its options mean. The map is read from MAP_DIR, or from map/.',
    'Exit code 1: something is wrong; 2: wrongly asked.',
    '',
  ].join('\n');

/** What `sidelight` does with what was typed after it; the answer is its exit code. */
export async function runCli(args: readonly string[], around: CliDeps): Promise<number> {
  const wordsOf = ({ name }: Verb) => name.split(' ').length;
  const verb = verbs.find((one) => args.slice(0, wordsOf(one)).join(' ') === one.name);
  if (!verb) {
    const isHelp = args.length === 0 || args.some((arg) => ['--help', '-h', 'help'].includes(arg));
    if (!isHelp) around.err(`there is no such verb: ${args.join(' ')}\n\n`);
    around[isHelp ? 'out' : 'err'](usage());
    return isHelp ? 0 : WRONGLY_ASKED;
  }
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    around.out(helpText({ ...verb, name: `sidelight ${verb.name}` }));
    return 0;
  }
  try {
    return await verb.run(args.slice(wordsOf(verb)), around);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    around.err(`${error.message}\n`);
    return 1;
  }
}

/** What a person can correct, and is told in words instead of a stack. */
const isForPeople = (error: unknown): error is Error =>
  isMapError(error) ||
  [ConfigError, DatabaseFault, FolderInUse, ForeignSchema, TableHeld].some((kind) => error instanceof kind);
