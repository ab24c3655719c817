import { expect, it } from 'vitest';
import { result, run } from '../../../dev/sync/samples.ts';
import { runAsCsv, runAsJson } from './run-file.ts';

const head = ['Field', 'HubSpot', 'Zendesk'] as const;

it('the figures are a table: fields first, then the rest by name', () => {
  const lines = runAsCsv(run({ kind: 'dry_run', result: result() }), head).split('\r\n');
  expect(lines.slice(0, 2)).toEqual(['"Field","HubSpot","Zendesk"', '"Phone",311,402']);
  expect(lines).toContain('"alone",188,99');
  expect(lines).toContain('"changed",811,""');
});

it('a name that a spreadsheet would work out is a name', () => {
  const writes = [{ field: 'x', label: '=HYPERLINK("http://x.test","y")', left: 1, right: 0 }];
  expect(runAsCsv(run({ result: result({ writes }) }), head)).toContain(`"'=HYPERLINK(""http://x.test"",""y"")",1,0`);
});

it('the same as JSON', () => {
  const given = run();
  expect(JSON.parse(runAsJson(given))).toEqual(given);
});
