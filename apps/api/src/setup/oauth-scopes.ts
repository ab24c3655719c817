import type { AskedScope } from '../connectors/asked-scope.ts';

/** All but those that are left out. */
export const askedFor = (scopes: readonly AskedScope[], left: readonly string[]): readonly string[] =>
  scopes.map(({ scope }) => scope).filter((scope) => !left.includes(scope));

/** Those there is no product without. */
export const indispensable = (scopes: readonly AskedScope[]): readonly string[] =>
  scopes.filter(({ without }) => without === undefined).map(({ scope }) => scope);
