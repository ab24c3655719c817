import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { ChainedRow } from './chain.ts';
import { exportLines } from './export-rows.ts';

const row = (about: string): ChainedRow => ({
  ...{
    tenant: requireTenant('acme'),
    seq: 1,
    atMs: 0,
    action: 'link.picked',
    actorId: '7001',
    role: 'agent',
    ticketId: '1',
    subject: '',
    account: '',
  },
  ...{ about, count: 1, requestId: 'r1', hash: 'h' },
});
async function cellOf(about: string): Promise<string> {
  const lines: string[] = [];
  const rows = (async function* () {
    yield row(about);
  })();
  for await (const line of exportLines(rows, 'csv')) lines.push(line);
  return /"","","([\s\S]*)",1,/.exec(lines[1]!)![1]!;
}

it.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '＝1+1', '＋1', '－1', '＠SUM(1)'])(
  'is no formula for whoever opens it in a spreadsheet: %j',
  async (about) => {
    expect(await cellOf(about)).toBe(`'${about}`);
  },
);

it('is left as it is otherwise', async () => {
  expect(await cellOf('plan.worth financial contract')).toBe('plan.worth financial contract');
  expect(await cellOf('a "quoted" word')).toBe('a ""quoted"" word');
});
