import { ownValue } from '@sidelight/shared/own-property.ts';

/** The record holds something (an array on the way) whose meaning only JSONata itself knows. */
export const NOT_SIMPLE = Symbol('not simple');

type Simple = (record: unknown) => unknown;

/** The parts of JSONata's syntax tree looked at here; its own typings leave most of them out. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly stages?: readonly unknown[];
  readonly predicate?: unknown;
  readonly group?: unknown;
  readonly focus?: unknown;
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  /** Two nodes for a binary; pairs of key and value for an object. */
  readonly lhs?: unknown;
  readonly rhs?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
}

/**
 * Turns the common part of JSONata's syntax tree into closures: paths of names, literals,
 * `{…}` with literal keys, `a ? b : c`, `a & b`, `a = b`, `a > b`, `$count(a)`, `$number(a)`. Undefined for anything else.
 */
export function compileSimple(node: Node | undefined): Simple | undefined {
  if (!node || node.predicate || node.group || node.stages?.length) return undefined;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      const literal = node.value;
      return () => literal;
    }
    case 'path':
      return path(node.steps ?? []);
    case 'block':
      return node.expressions?.length === 1 ? compileSimple(node.expressions[0]) : undefined;
    case 'unary':
      return node.value === '{' ? object(node) : undefined;
    case 'condition':
      return condition(node);
    case 'binary':
      return binary(node);
    case 'function':
      return count(node) ?? number(node);
    default:
      return undefined;
  }
}

function path(steps: readonly Node[]): Simple | undefined {
  const names: string[] = [];
  for (const step of steps) {
    if (step.type !== 'name' || step.predicate || step.stages?.length || step.focus !== undefined) return undefined;
    names.push(String(step.value));
  }
  return (record) => {
    let at = record;
    for (const name of names) {
      if (Array.isArray(at)) return NOT_SIMPLE;
      if (at === null || typeof at !== 'object') return undefined;
      // Any object may be asked for its own value by any name.
      at = ownValue(at as Readonly<Record<string, unknown>>, name);
    }
    return at;
  };
}

function object(node: Node): Simple | undefined {
  // JSONata's parser always makes pairs of nodes here.
  const pairs = (node.lhs ?? []) as readonly (readonly [Node, Node])[];
  const parts: (readonly [string, Simple])[] = [];
  for (const [key, value] of pairs) {
    const compiled = compileSimple(value);
    if (key.type !== 'string' || !compiled) return undefined;
    parts.push([String(key.value), compiled]);
  }
  return (record) => {
    const result: (readonly [string, unknown])[] = [];
    for (const [key, value] of parts) {
      const found = value(record);
      if (found === NOT_SIMPLE) return NOT_SIMPLE;
      if (found !== undefined) result.push([key, found]);
    }
    return Object.fromEntries(result);
  };
}

function condition(node: Node): Simple | undefined {
  const test = compileSimple(node.condition);
  if (!test) return undefined;
  // A branch that only JSONata can take is rarely the one that is taken.
  const yes = compileSimple(node.then) ?? notSimple;
  const no = node.else ? (compileSimple(node.else) ?? notSimple) : () => undefined;
  return (record) => {
    const found = test(record);
    if (found === NOT_SIMPLE || Array.isArray(found)) return NOT_SIMPLE;
    return isTrue(found) ? yes(record) : no(record);
  };
}

function binary(node: Node): Simple | undefined {
  // JSONata's parser always makes a node of either side here.
  const left = compileSimple(node.lhs as Node);
  const right = compileSimple(node.rhs);
  const join = ownValue(joins, String(node.value));
  if (!left || !right || !join) return undefined;
  return (record) => join(left(record), right(record));
}

/** `$count` of what a path finds: nothing is none, one thing is one. */
function count(node: Node): Simple | undefined {
  const [of, second] = node.arguments ?? [];
  const isCount = node.procedure?.type === 'variable' && node.procedure.value === 'count';
  const found = isCount && of?.type === 'path' && !second ? compileSimple(of) : undefined;
  if (!found) return undefined;
  return (record) => {
    const value = found(record);
    if (value === NOT_SIMPLE || value === null) return NOT_SIMPLE;
    return value === undefined ? 0 : Array.isArray(value) ? value.length : 1;
  };
}

/** `$number` of a decimal in a text, as amounts are written. */
function number(node: Node): Simple | undefined {
  const [of, second] = node.arguments ?? [];
  const isNumber = node.procedure?.type === 'variable' && node.procedure.value === 'number';
  const found = isNumber && !second ? compileSimple(of) : undefined;
  if (!found) return undefined;
  return (record) => {
    const value = found(record);
    return typeof value === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) ? Number(value) : NOT_SIMPLE;
  };
}

const notSimple: Simple = () => NOT_SIMPLE;
const isPlain = (value: unknown) => value === undefined || typeof value === 'string' || typeof value === 'boolean';
const concat = (a: unknown, b: unknown) => (isPlain(a) && isPlain(b) ? `${a ?? ''}${b ?? ''}` : NOT_SIMPLE);
const isComparable = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
const equal = (a: unknown, b: unknown) => (isComparable(a) && isComparable(b) ? a === b : NOT_SIMPLE);

const compare = (is: (a: number, b: number) => boolean) => (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? is(a, b) : NOT_SIMPLE;

const joins: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  '&': concat,
  '=': equal,
  '>': compare((a, b) => a > b),
  '<': compare((a, b) => a < b),
  '>=': compare((a, b) => a >= b),
  '<=': compare((a, b) => a <= b),
};

/** JSONata's own idea of truth: empty strings, zero, null, empty objects are false. */
function isTrue(value: unknown): boolean {
  if (value !== null && typeof value === 'object') return Object.keys(value).length > 0;
  return typeof value === 'symbol' ? false : Boolean(value);
}
