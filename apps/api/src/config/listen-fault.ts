import { type Config, ConfigError } from './config.ts';

type Place = Pick<Config, 'host' | 'port'>;

const words: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ port }) =>
    `PORT is ${port}, and another program listens there already. Stop that one, or write another PORT.`,
  EACCES: ({ port }) => `PORT is ${port}, and this user may not listen there. Write one above 1023.`,
  EADDRNOTAVAIL: () => 'HOST is not an address of this machine. Write 127.0.0.1, or 0.0.0.0 for all of its addresses.',
  ENOTFOUND: () => 'HOST is not an address of this machine. Write 127.0.0.1, or 0.0.0.0 for all of its addresses.',
};

/** Why nobody can listen there, in words; undefined where it is no fault of the environment. */
export function listenFault(error: unknown, place: Place): ConfigError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const say = new Map(Object.entries(words)).get(code);
  return say && new ConfigError(say(place));
}
