import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AUDIT_GROUPS } from '@sidelight/shared/audit/audit-actions.ts';
import { AuditQuery } from '@sidelight/shared/audit/audit-page.ts';
import type { ChainedRow } from '../audit/chain.ts';
import { exportLines } from '../audit/export-rows.ts';
import { text } from './arguments/option.ts';
import { withAudit } from './open-audit.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

const options = {
  actor: text('id', 'rows of one person of yours, by their helpdesk user id'),
  customer: text('id', 'rows of one customer, by their helpdesk user id or their account’s id'),
  ticket: text('id', 'rows of one ticket'),
  group: text('group', `one of ${AUDIT_GROUPS.join(', ')}`),
  from: text('2026-11-01T00:00:00Z', 'rows of then or later'),
  until: text('2026-12-01T00:00:00Z', 'rows before then'),
};
const FILTERS = '[--actor id] [--customer id] [--ticket id] [--group group] [--from time] [--until time]';
const WRONG = `--group is one of ${AUDIT_GROUPS.join(', ')}; --from and --until are times such as 2026-11-01T00:00:00Z`;
const MOST = 200;

export const auditSearch = defineVerb({
  name: 'audit search',
  takes: FILTERS,
  help: `who saw and did what, the latest ${MOST} first; --customer: who looked at one customer`,
  options,
  async run({ values }, around, refuse) {
    const query = AuditQuery.safeParse(values);
    if (!query.success) return refuse(WRONG);
    return withAudit(around, async ({ desk, tenant, seen }) => {
      await seen('audit.searched');
      let shown = 0;
      for await (const row of desk.rows(query.data)) {
        if (shown === MOST) {
          around.out('… and older ones: narrow the search, or write `audit export`\n');
          break;
        }
        around.out(`${line(row)}\n`);
        shown += 1;
      }
      if (shown === 0) around.out(`nothing like that is on record for ${tenant}\n`);
      return OK;
    });
  },
});

export const auditExport = defineVerb({
  name: 'audit export',
  takes: `${FILTERS} [--format csv] [--out file]`,
  help: 'the same rows, all of them, as JSON lines or for a spreadsheet, each with its hash',
  options: {
    ...options,
    format: text('csv', 'csv or jsonl; without it, jsonl'),
    out: text('file', 'the file they are written to; without it, they are printed'),
  },
  async run({ values: { format = 'jsonl', out, ...values } }, around, refuse) {
    const query = AuditQuery.safeParse(values);
    if (!query.success) return refuse(WRONG);
    if (format !== 'csv' && format !== 'jsonl') return refuse('--format is csv or jsonl');
    return withAudit(around, async ({ desk, seen }) => {
      await seen('audit.exported');
      const lines = exportLines(desk.rows(query.data), format);
      if (out === undefined) {
        for await (const one of lines) around.out(one);
        return OK;
      }
      const path = resolve(around.cwd, out);
      try {
        await pipeline(Readable.from(lines), createWriteStream(path, { mode: 0o600 }), { signal: around.signal });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
        around.err(`it could not be written to ${out} (${String(error.code)})\n`);
        return FOUND;
      }
      around.out(`${path}\n`);
      return OK;
    });
  },
});

const line = ({ seq, atMs, actorId, role, action, ticketId, about, count }: ChainedRow): string =>
  [
    ...[
      String(seq).padStart(7),
      new Date(atMs).toISOString(),
      action.padEnd(22),
      `${role || '-'} ${actorId || '-'}`.padEnd(16),
    ],
    ...(ticketId === null ? [] : [`ticket ${ticketId}`]),
    ...(about === null ? [] : [about]),
    ...(count === 1 ? [] : [`${count} times`]),
  ].join('  ');
