import type { Command } from '../apps/api/src/cli/arguments/read-arguments.ts';
import { benchCommand } from '../test/bench/bench-command.ts';
import { canariesCommand } from '../test/canaries/canaries-command.ts';
import { chaosCommand } from '../test/chaos/chaos-command.ts';
import { syncSimCommand } from '../test/sync-sim/sync-sim-command.ts';
import { demoCommand } from '../test/world/demo-command.ts';
import { packageCommand } from './package/package-command.ts';
import { validateCommand } from './package/validate-command.ts';
import { testCommand } from './test-command.ts';

const bare = (script: string, help: string): Command => ({
  ...{ name: `npm run ${script} --`, takes: '', help, options: {} },
});

/** What can be typed after each root script. `sidelight` has verbs of its own, and answers by itself. */
export const commands: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  bench: benchCommand,
  canaries: canariesCommand,
  chaos: chaosCommand,
  'sync-sim': syncSimCommand,
  package: packageCommand,
  validate: validateCommand,
  test: testCommand,
  verify: bare(
    'verify',
    'Checks format, lint, types, boundaries, the map, the package, dead code and sizes; runs no other test.',
  ),
  docs: bare('docs', 'Writes the parts of the documents that are made from the code.'),
  capacity: bare(
    'capacity',
    'Prints what 10, 1,000 and 10,000 helpdesks take, worked out from what `npm run bench` measured on this machine.',
  ),
  screenshots: bare(
    'screenshots',
    'Takes the pictures of the documents again, from the demo as it runs, into docs/images/.',
  ),
  logos: bare('logos', 'Draws the logos of the package anew.'),
  build: bare('build', 'Builds the pages and the API, and starts nothing.'),
  start: bare('start', 'Builds everything and starts the server by its environment variables; README.md lists them.'),
};
