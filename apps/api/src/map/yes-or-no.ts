import jsonata from 'jsonata';
import type { Node } from './simple-expression.ts';

const COMPARES = new Set(['=', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or']);
const ASKS = new Set(['boolean', 'not', 'exists', 'contains']);

/**
 * Whether an expression can find nothing but true, false, null or nothing at all: by how it is written, not by what it
 * is given. Undefined for one that does not parse.
 */
export function isYesOrNo(text: string): boolean | undefined {
  try {
    // The same tree as in `compileExpression`, of which the library's own typings leave parts out.
    return isAnswer(jsonata(text).ast() as Node);
  } catch {
    return undefined;
  }
}

function isAnswer(node: Node): boolean {
  if (node.predicate || node.group || node.stages?.length) return false;
  switch (node.type) {
    case 'value':
      return node.value === null || typeof node.value === 'boolean';
    case 'binary':
      return COMPARES.has(String(node.value));
    case 'function':
      return node.procedure?.type === 'variable' && ASKS.has(String(node.procedure.value));
    case 'condition':
      return node.then !== undefined && isAnswer(node.then) && (!node.else || isAnswer(node.else));
    case 'block': {
      const last = node.expressions?.at(-1);
      return last !== undefined && isAnswer(last) && !node.expressions?.some(isAskRenamed);
    }
    default:
      return false;
  }
}

/** By one of these names another function is meant from here on. */
const isAskRenamed = ({ type, lhs }: Node): boolean =>
  // The parser always makes a node of the left side.
  type === 'bind' && ASKS.has(String((lhs as Node).value));
