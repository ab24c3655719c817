import { WireIssue, WireMyself, WirePage } from '@sidelight/api/connectors/jira/wire.ts';
import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import { folder } from './specs/documents.ts';
import { isNode } from './specs/node.ts';
import { exampleOf, schemaOf } from './specs/operations.ts';
import { expectDescribed } from './specs/wire-fields.ts';

const DOCUMENT = 'jira/openapi.trimmed.json';
const SEARCH = '/rest/api/3/search/jql';

if (folder === '') test.skip('Jira’s OpenAPI document: skipped, VENDOR_SPECS names no folder', () => {});
else describe('Jira’s OpenAPI document', specs);

function specs(): void {
  const page = () => exampleOf(DOCUMENT, SEARCH, 'get');
  const issue = () => issueOf(page());

  it.each<[string, z.ZodType, () => unknown]>([
    ['page', WirePage, () => ({ ...Object(page()), issues: [issue()] })],
    ['issue', WireIssue, issue],
    ['account', WireMyself, () => exampleOf(DOCUMENT, '/rest/api/3/myself', 'get')],
  ])('shows a %s that we can read', (_name, wire, shown) => {
    expect(wire.safeParse(shown()).error?.issues ?? []).toEqual([]);
  });

  it.each<[string, z.ZodType, string, string[]?]>([
    // The vendor's own client knows warnings; our copy of the document is older.
    ['page', WirePage, schemaOf(SEARCH, 'get'), ['warnings', 'warnings.*']],
    ['issue', WireIssue, '/components/schemas/IssueBean'],
    ['status', WireIssue.shape.fields.shape.status, '/components/schemas/StatusDetails'],
  ])('describes each field we read of a %s', (_name, wire, pointer, open) => {
    expectDescribed(wire, DOCUMENT, pointer, open);
  });
}

/** The example in the document was asked for other fields than ours: its frame, with the two we cannot do without. */
function issueOf(page: unknown): unknown {
  const [issue] = isNode(page) && Array.isArray(page.issues) ? page.issues : [];
  if (!isNode(issue)) throw new Error('the document shows no issue');
  const status = { name: 'Open', statusCategory: { key: 'new' } };
  return { ...issue, fields: { ...Object(issue.fields), summary: 'Main order flow broken', status } };
}
