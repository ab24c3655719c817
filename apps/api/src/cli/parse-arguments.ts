import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Undefined where they cannot be read: `parseArgs` throws then. */
export function parseArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> | undefined {
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
