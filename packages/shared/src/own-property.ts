/**
 * What stands under this name in a table, and nothing it inherits: `constructor` is no system, field or word.
 * Names come from people, vendors and stores, so every look-up by one goes through here or a Map.
 */
export const ownValue = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
