/** What every open known issue has in common. Bound by project: Jira refuses a search over everything. */
export const knownIssues = (projects: readonly string[], label: string): string =>
  `project in (${projects.map(quote).join(', ')}) AND labels = ${quote(label)} AND statusCategory != Done ORDER BY updated DESC`;

const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
