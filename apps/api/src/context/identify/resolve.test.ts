import { describe, expect, it } from 'vitest';
import { resolve } from './resolve.ts';

const none: ReadonlySet<string> = new Set();

describe('resolve', () => {
  it('links by one stable id, and keeps what agrees with it as evidence', () => {
    const leads = [
      { accountId: 'a', evidence: 'email' as const },
      { accountId: 'a', evidence: 'organization_external_id' as const },
    ];
    expect(resolve(leads, none)).toEqual({
      kind: 'linked',
      accountId: 'a',
      evidence: ['organization_external_id', 'email'],
    });
  });

  it('lets the ticket organisation outrank a second account on the same address', () => {
    const leads = [
      { accountId: 'a', evidence: 'email' as const },
      { accountId: 'b', evidence: 'email' as const },
      { accountId: 'b', evidence: 'organization_external_id' as const },
    ];
    expect(resolve(leads, none)).toMatchObject({ kind: 'linked', accountId: 'b' });
  });

  it('asks a person when one address has two accounts', () => {
    const leads = [
      { accountId: 'a', evidence: 'email' as const },
      { accountId: 'b', evidence: 'email' as const },
    ];
    expect(resolve(leads, none)).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ accountId: 'a' }, { accountId: 'b' }],
    });
  });

  it.each(['domain', 'email_without_tag'] as const)('only offers what rests on %s, even a single one', (evidence) => {
    expect(resolve([{ accountId: 'a', evidence }], none)).toMatchObject({ kind: 'suggested' });
  });

  it('neither links nor offers again what an agent rejected', () => {
    const leads = [{ accountId: 'a', evidence: 'email' as const }];
    expect(resolve(leads, new Set(['a']))).toEqual({ kind: 'nobody' });
    const weak = { accountId: 'b', evidence: 'domain' as const };
    expect(resolve([...leads, weak], new Set(['a']))).toMatchObject({
      kind: 'suggested',
      candidates: [{ accountId: 'b' }],
    });
    expect(resolve([...leads, { accountId: 'b', evidence: 'email' }], new Set(['a']))).toMatchObject({
      kind: 'linked',
      accountId: 'b',
    });
  });

  it('knows nobody without a lead', () => {
    expect(resolve([], none)).toEqual({ kind: 'nobody' });
  });
});
