import type { Options } from './arguments/option.ts';
import { type Asked, type Command, readArguments } from './arguments/read-arguments.ts';

/** What a verb may touch of the world around it. */
export interface CliDeps {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  now(): number;
  readonly signal: AbortSignal;
}

/** `name` is as typed after `sidelight`, e.g. `map lint`. */
export interface Verb extends Command {
  /** Answers the exit code: 0 well, 1 something is wrong, 2 wrongly asked. */
  run(args: readonly string[], around: CliDeps): Promise<number>;
}

export const OK = 0;
export const FOUND = 1;
export const WRONGLY_ASKED = 2;

interface VerbSpec<O extends Options> extends Command<O> {
  run(asked: Asked<O>, around: CliDeps, refuse: (why?: string) => number): Promise<number>;
}

/** A verb that is only run with what it takes. `refuse` says what else was wrong, and how it is typed. */
export function defineVerb<O extends Options>({ run, ...command }: VerbSpec<O>): Verb {
  return {
    ...command,
    async run(args, around) {
      const refuse = (why?: string): number => {
        const lines = [...(why === undefined ? [] : [why]), `write sidelight ${command.name} ${command.takes}`];
        around.err(`${lines.join('\n').trimEnd()}\n`);
        return WRONGLY_ASKED;
      };
      const read = readArguments(command, args);
      if (read.kind === 'help') return refuse();
      return read.kind === 'wrong' ? refuse(read.why) : run(read.asked, around, refuse);
    },
  };
}
