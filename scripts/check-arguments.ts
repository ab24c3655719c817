import { argumentsOrExit } from '../apps/api/src/cli/arguments/arguments-or-exit.ts';
import { commands } from './commands.ts';

/** `node scripts/check-arguments.ts <script> [arguments]`: before anything is built for what was typed wrongly. */
const [script = '', ...args] = process.argv.slice(2);
const command = commands[script];
if (command) argumentsOrExit(command, args);
