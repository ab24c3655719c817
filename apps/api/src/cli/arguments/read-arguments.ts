import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Option, Options, ValuesOf } from './option.ts';

/** What somebody can type after a command. */
export interface Command<O extends Options = Options> {
  /** As it is typed, e.g. `sidelight map lint` or `npm run demo --`. */
  readonly name: string;
  /** What may follow it, e.g. `[--port N]`; only for the eye. */
  readonly takes: string;
  /** What it does, in plain words. */
  readonly help: string;
  readonly options: O;
  /** How many words without `--` it takes at most; none where absent. */
  readonly operands?: number;
}

export interface Asked<O extends Options> {
  readonly values: ValuesOf<O>;
  readonly operands: readonly string[];
}

export type Reading<O extends Options> =
  | { readonly kind: 'help' }
  | { readonly kind: 'asked'; readonly asked: Asked<O> }
  /** In a sentence, which never repeats a value: it may be a customer's. */
  | { readonly kind: 'wrong'; readonly why: string };

/** What was typed, by what the command takes. Whoever asks for help gets it, whatever else they typed. */
export function readArguments<O extends Options>(
  { options, operands: most = 0 }: Pick<Command<O>, 'options' | 'operands'>,
  args: readonly string[],
): Reading<O> {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const [named, plain] = [args.slice(0, end), args.slice(end + 1)];
  if (named.includes('--help') || named.includes('-h')) return { kind: 'help' };
  const values = new Map(Object.entries(options).map(([name, option]) => [name, standardOf(option)]));
  const operands: string[] = [];
  for (let i = 0; i < named.length; i++) {
    const word = named[i] ?? '';
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const { name, inline } = parted(word);
    const option = word.startsWith('--') ? ownValue(options, name) : undefined;
    if (!option) return { kind: 'wrong', why: `There is no option ${nameIn(word)}. ${thereAre(options)}` };
    const isFlag = option.kind === 'flag';
    if (isFlag && inline !== undefined) return { kind: 'wrong', why: `--${name} takes no value.` };
    const next = inline ?? (isFlag || named[i + 1]?.startsWith('--') ? undefined : named[++i]);
    const value = valueFor(option, next);
    if (value === undefined) return { kind: 'wrong', why: `--${name} takes ${wanted(option)}.` };
    values.set(name, value);
  }
  operands.push(...plain);
  if (operands.length > most) return { kind: 'wrong', why: tooMany(most) };
  // Each name of `options` is there, with what `valueFor` and `standardOf` make of its kind: what `ValuesOf` says.
  return { kind: 'asked', asked: { values: Object.fromEntries(values) as ValuesOf<O>, operands } };
}

function valueFor(option: Option, text: string | undefined): boolean | string | number | undefined {
  if (option.kind === 'flag') return true;
  if (text === undefined || text === '') return undefined;
  if (option.kind === 'text') return text;
  const isInBounds = /^\d{1,15}$/.test(text) && Number(text) >= option.from && Number(text) <= option.to;
  return isInBounds ? Number(text) : undefined;
}

const standardOf = (option: Option) => (option.kind === 'flag' ? false : option.standard);
const wanted = (option: Option): string =>
  option.kind === 'number' ? `a whole number from ${option.from} to ${option.to}` : 'a value behind it';

function parted(word: string): { readonly name: string; readonly inline: string | undefined } {
  const at = word.indexOf('=');
  return at === -1
    ? { name: word.slice(2), inline: undefined }
    : { name: word.slice(2, at), inline: word.slice(at + 1) };
}

const nameIn = (word: string): string => word.split('=')[0] ?? word;

function thereAre(options: Options): string {
  const names = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  return names.length === 1 ? 'There is only --help.' : `There are ${names.slice(0, -1).join(', ')} and --help.`;
}

function tooMany(most: number): string {
  if (most === 0) return 'It takes options only, which begin with --.';
  return most === 1 ? 'It takes one word besides its options.' : `It takes ${most} words besides its options.`;
}
