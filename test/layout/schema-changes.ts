/** What a replica of the release before would trip over, or wait for, while it still runs. */
interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  /** Statements that make a table of their own do nobody any harm. */
  readonly onlyExisting: boolean;
}

const TABLE = String.raw`(?:only\s+)?(?:if\s+(?:not\s+)?exists\s+)?"?(?<table>\w+)"?`;
const alter = (rest: string) => new RegExp(String.raw`alter\s+table\s+${TABLE}[\s\S]*?\b${rest}`, 'i');
const rules: readonly Rule[] = [
  {
    what: 'drop',
    pattern: /\bdrop\s+(table|column|index|constraint|sequence|schema|view|type|default)\b/i,
    onlyExisting: false,
  },
  { what: 'truncate', pattern: /\btruncate\b/i, onlyExisting: false },
  { what: 'rename', pattern: /\brename\b/i, onlyExisting: false },
  {
    what: 'another type',
    pattern: alter(String.raw`alter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b`),
    onlyExisting: true,
  },
  { what: 'set not null', pattern: alter(String.raw`set\s+not\s+null`), onlyExisting: true },
  {
    what: 'a column that is not null and has no default',
    pattern: alter(String.raw`add\s+(column\s+)?(if\s+not\s+exists\s+)?\w+(?![^,]*\bdefault\b)[^,]*\bnot\s+null`),
    onlyExisting: true,
  },
  {
    what: 'a new constraint',
    pattern: alter(String.raw`add\s+(constraint|primary|unique|foreign|check|exclude)\b`),
    onlyExisting: true,
  },
  {
    what: 'a new unique index',
    pattern: new RegExp(String.raw`create\s+unique\s+index[\s\S]*?\bon\s+${TABLE}`, 'i'),
    onlyExisting: true,
  },
  {
    what: 'an index that writers wait for',
    pattern: new RegExp(String.raw`create\s+index[\s\S]*?\bon\s+${TABLE}`, 'i'),
    onlyExisting: true,
  },
  {
    what: 'rows changed',
    pattern: new RegExp(String.raw`\b(?:delete\s+from|update)\s+${TABLE}`, 'i'),
    onlyExisting: true,
  },
];

/** The statements of a migration's source. Another way to say SQL than the tagged template is not read here. */
const statementsIn = (source: string): readonly string[] =>
  [...source.matchAll(/\bsql`([^`]*)`/g)].map((match) => match[1]!);

export const tablesMadeIn = (source: string): readonly string[] =>
  statementsIn(source).flatMap((text) => [...text.matchAll(/create\s+table\s+"?(\w+)/gi)].map((match) => match[1]!));

/** What is unsafe in it during a rolling update, where `existing` are the tables of the releases before. */
export function unsafeIn(source: string, existing: ReadonlySet<string>): readonly string[] {
  const blind = /\.schema\b|sql\.raw|sql\.lit/.test(source) ? ['SQL that this check cannot read'] : [];
  const found = statementsIn(source).flatMap((text) =>
    rules.flatMap(({ what, pattern, onlyExisting }) => {
      const match = pattern.exec(text);
      if (!match) return [];
      const table = match.groups?.table;
      return onlyExisting && table !== undefined && !existing.has(table) ? [] : [table ? `${what}: ${table}` : what];
    }),
  );
  return [...blind, ...found];
}
