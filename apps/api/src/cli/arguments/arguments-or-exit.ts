import { helpText } from './help-text.ts';
import type { Options } from './option.ts';
import { type Asked, type Command, readArguments } from './read-arguments.ts';

const WRONGLY_ASKED = 2;

/** What was typed after a program of its own. Ends the process where that was a wish for help, or is wrong. */
export function argumentsOrExit<O extends Options>(
  command: Command<O>,
  args: readonly string[] = process.argv.slice(2),
): Asked<O> {
  const read = readArguments(command, args);
  if (read.kind === 'asked') return read.asked;
  if (read.kind === 'help') {
    process.stdout.write(helpText(command));
    process.exit(0);
  }
  process.stderr.write(`${read.why}\n${command.name} --help says what there is.\n`);
  process.exit(WRONGLY_ASKED);
}
