import { flag } from '../apps/api/src/cli/arguments/option.ts';

export const testCommand = {
  name: 'npm run test --',
  takes: '[--all]',
  help: 'Runs every check and the tests, in a browser too, and ends with one line that counts them. For one file: npx vitest run <file>.',
  options: {
    all: flag(
      'the long ones too, which take an hour: processes that are killed, what takes its time by the clock, each page in each of its looks, and both databases',
    ),
  },
} as const;
