/** `--json`: there or not. */
export interface FlagOption {
  readonly kind: 'flag';
  readonly says: string;
}

/** `--out file.svg`. `standard`: what it is when nobody writes it. */
export interface TextOption<D extends string | undefined = string | undefined> {
  readonly kind: 'text';
  /** What stands for its value in the help, e.g. `folder`. */
  readonly takes: string;
  readonly says: string;
  readonly standard: D;
}

/** `--port 4300`: whole numbers between two bounds. */
export interface NumberOption<D extends number | undefined = number | undefined> {
  readonly kind: 'number';
  readonly takes: string;
  readonly says: string;
  readonly from: number;
  readonly to: number;
  readonly standard: D;
}

export type Option = FlagOption | TextOption | NumberOption;
/** By name, without the hyphens, in the order in which the help lists them. */
export type Options = Readonly<Record<string, Option>>;

export const flag = (says: string): FlagOption => ({ kind: 'flag', says });

export function text(takes: string, says: string): TextOption<undefined>;
export function text<D extends string>(takes: string, says: string, standard: D): TextOption<string>;
export function text(takes: string, says: string, standard?: string): TextOption {
  return { kind: 'text', takes, says, standard };
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}
export function number(takes: string, bounds: Bounds, says: string): NumberOption<undefined>;
export function number(takes: string, bounds: Bounds, says: string, standard: number): NumberOption<number>;
export function number(takes: string, bounds: Bounds, says: string, standard?: number): NumberOption {
  return { kind: 'number', takes, says, ...bounds, standard };
}

export type ValueOf<O extends Option> = O extends FlagOption
  ? boolean
  : O extends TextOption<infer D>
    ? string | Extract<D, undefined>
    : O extends NumberOption<infer D>
      ? number | Extract<D, undefined>
      : never;

export type ValuesOf<O extends Options> = { readonly [K in keyof O]: ValueOf<O[K]> };
