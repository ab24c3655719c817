import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { isFunctionLikeDeclaration, isIdentifier, isShorthandPropertyAssignment } from 'typescript/unstable/ast/is';
import type { Checker, Program } from 'typescript/unstable/sync';

export interface ForwardReference {
  readonly file: string;
  /** What is used before it is made, and in which function. */
  readonly text: string;
}

const DECLARES = new Set<SyntaxKind>([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
]);

interface Place {
  readonly node: Node;
  /** The functions around it, outermost first. */
  readonly within: readonly Node[];
}

/**
 * Names that a function uses although an enclosing function makes them only further down: whoever calls it too early
 * finds nothing there, and no compiler says so. What a module declares is there before anything runs.
 */
export function forwardReferencesIn(file: string, program: Program, checker: Checker): readonly ForwardReference[] {
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${file} is not part of the program`);
  const names: Place[] = [];
  const declared = new Map<number, Place>();
  const visit = (node: Node, within: readonly Node[]): void => {
    if (DECLARES.has(node.kind)) declared.set(node.pos, { node, within });
    if (isIdentifier(node) && within.length > 0) names.push({ node, within });
    const inner = isFunctionLikeDeclaration(node) ? [...within, node] : within;
    node.forEachChild((child) => visit(child, inner));
  };
  visit(source, []);

  return names.flatMap(({ node, within }) => {
    const symbol = isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    const handle = symbol?.valueDeclaration;
    if (!handle || !DECLARES.has(handle.kind) || handle.path !== source.path) return [];
    const pos = handle.resolve()?.pos;
    const made = pos === undefined ? undefined : declared.get(pos);
    const maker = made?.within.at(-1);
    if (!made || !maker || made.node.pos < node.pos) return [];
    // Used by the same function further up: a call of a function declaration, and not kept for later.
    if (maker === within.at(-1)) return [];
    return [{ file, text: source.text.slice(node.pos, node.end).trim() }];
  });
}
