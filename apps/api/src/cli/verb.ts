/** What a verb may touch of the world around it. */
export interface CliDeps {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  now(): number;
  readonly signal: AbortSignal;
}

export interface Verb {
  /** As typed, e.g. `map lint`. */
  readonly name: string;
  /** What follows it, e.g. `[folder]`. */
  readonly takes: string;
  readonly help: string;
  /** Answers the exit code: 0 well, 1 something is wrong, 2 wrongly asked. */
  run(args: readonly string[], around: CliDeps): Promise<number>;
}

export const OK = 0;
export const FOUND = 1;
export const WRONGLY_ASKED = 2;
