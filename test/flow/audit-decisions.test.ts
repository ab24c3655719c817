import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_ACTIONS, AUDIT_GROUPS } from '@sidelight/shared/audit/audit-actions.ts';
import { describe, expect, it } from 'vitest';
import { type Decision, decisions } from './audit-decisions.ts';

const root = join(import.meta.dirname, '../..');
const textOf = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
const routes = textOf('apps/api/src/{http,composition}/*.ts');
const proofs = textOf('test/flow/one-transaction*.test.ts');
/** These were one transaction before, and have tests of their own: reveal, identity. */
const provedElsewhere = ['field.revealed', 'link.picked', 'link.rejected'];

const decided = (decision: Decision) => Object.entries(decisions).filter(([, own]) => own === decision);

describe('every action of the audit', () => {
  it('is decided on: a read, one transaction with what it changes, or an effect elsewhere', () => {
    const all = AUDIT_GROUPS.flatMap((group) => AUDIT_ACTIONS[group].map((what) => `${group}.${what}`));
    expect(Object.keys(decisions).toSorted()).toEqual(all.toSorted());
  });

  it.each(decided('one transaction').filter(([action]) => !provedElsewhere.includes(action)))(
    'that is one transaction is proved: %s',
    (action) => expect(proofs).toContain(`'${action}'`),
  );

  it.each(decided('one transaction'))('that is one transaction is nowhere written after its change: %s', (action) => {
    const [plain] = [new RegExp(`\\b(audit|write|record)\\(\\s*'${action.replace('.', '\\.')}'`)];
    // Somebody whom the helpdesk does not know any more is put out by itself, whether or not that can be written down.
    if (action !== 'session.ended') expect(routes).not.toMatch(plain);
  });
});
