import { type AuditCheck, AuditExportQuery, type AuditPage, AuditQuery } from '@sidelight/shared/audit/audit-page.ts';
import type { RequestHandler, Router } from 'express';
import type { AuditDesk } from '../audit/desk.ts';
import { exportLines } from '../audit/export-rows.ts';
import { sessionOf } from './authenticate.ts';
import { sendProblem } from './problem.ts';
import { sendReadable } from './readable.ts';
import type { RecordView } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface AuditRouteDeps {
  readonly desk: AuditDesk;
  readonly view: RecordView<'audit.searched' | 'audit.exported'>;
}

const TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const;

/** `/v1/audit`, for admins: who saw and did what. Who looks into it is in it, too. */
export function auditRoute({ desk, view }: AuditRouteDeps): Router {
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');
  const read: RequestHandler = async (req, res) => {
    const query = AuditQuery.parse(req.query);
    // Pages of one search are one look.
    if (query.before === undefined) await view('audit.searched', sessionOf(res), requestIdOf(res));
    sendReadable(res, (await desk.page(query)) satisfies AuditPage);
  };
  const check: RequestHandler = async (_req, res) => {
    sendReadable(res, (await desk.check()) satisfies AuditCheck);
  };
  const exported: RequestHandler = async (req, res) => {
    const { format, ...query } = AuditExportQuery.parse(req.query);
    await view('audit.exported', sessionOf(res), requestIdOf(res));
    res.set({ 'cache-control': 'no-store', 'content-disposition': `attachment; filename="audit.${format}"` });
    res.type(TYPES[format]);
    for await (const line of exportLines(desk.rows(query), format)) {
      if (res.closed) return;
      if (!res.write(line))
        await new Promise<void>((resolve) => void res.once('drain', resolve).once('close', resolve));
    }
    res.end();
  };
  return routes().use(adminsOnly).get('/', read).post('/check', check).get('/export', exported);
}
