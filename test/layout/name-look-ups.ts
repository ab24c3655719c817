import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { isBinaryExpression, isElementAccessExpression, isStringLiteral } from 'typescript/unstable/ast/is';
import type { Checker, Program, Type } from 'typescript/unstable/sync';
import { TypeFlags } from 'typescript/unstable/sync';

export interface LookUp {
  readonly file: string;
  readonly text: string;
}

/**
 * Look-ups by a name that is only known at run time, in a table that inherits from Object: `table[name]`
 * and `name in table`. `constructor` is found in all of them.
 */
export function lookUpsIn(file: string, program: Program, checker: Checker): readonly LookUp[] {
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${file} is not part of the program`);
  const found: LookUp[] = [];
  const visit = (node: Node): void => {
    if (isUnsafe(node, checker)) found.push({ file, text: source.text.slice(node.pos, node.end).trim() });
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function isUnsafe(node: Node, checker: Checker): boolean {
  if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InKeyword) return !isStringLiteral(node.left);
  if (!isElementAccessExpression(node)) return false;
  const table = checker.getTypeAtLocation(node.expression);
  const name = checker.getTypeAtLocation(node.argumentExpression);
  return table !== undefined && name !== undefined && isOpenText(name) && isTable(table, checker);
}

/** Any name may stand in it; a list has numbers only. */
function isTable(type: Type, checker: Checker): boolean {
  if (type.isUnionType()) return type.getTypes().some((part) => isTable(part, checker));
  return checker.getIndexInfosOfType(type).some(({ keyType }) => (keyType.flags & TypeFlags.String) !== 0);
}

/** Any text may come, and not only the names of a closed list. */
function isOpenText(type: Type): boolean {
  if (type.isUnionType()) return type.getTypes().some(isOpenText);
  return (type.flags & (TypeFlags.String | TypeFlags.TemplateLiteral | TypeFlags.Any | TypeFlags.Unknown)) !== 0;
}
