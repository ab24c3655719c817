import { flag, number } from '@sidelight/api/cli/arguments/option.ts';

export const FIRST_PORT = 4300;
/** The last port of the demo is 90 above its first. */
const LAST_FIRST_PORT = 65_445;

export const demoCommand = {
  name: 'npm run demo --',
  takes: '[--port N] [--customers N] [--install]',
  help: 'Starts the demo and prints its address: a simulated helpdesk with six simulated systems behind it, and Sidelight beside its tickets. Nothing leaves this machine. Ctrl-C ends it.',
  options: {
    port: number(
      'N',
      { from: 1024, to: LAST_FIRST_PORT },
      'the port of the page; what stands behind it takes some of the 90 above',
      FIRST_PORT,
    ),
    customers: number(
      'N',
      { from: 0, to: 1_000_000 },
      'how many customers there are besides those written by hand',
      200,
    ),
    install: flag(
      'begins where an admin begins, with a helpdesk that has no app and a server that nobody has connected, and prints the steps',
    ),
  },
} as const;
