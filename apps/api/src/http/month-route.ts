import { type MonthlyReport, MonthRequest } from '@sidelight/shared/sync/monthly-report.ts';
import type { Router } from 'express';
import { type Month, monthOf } from '../report/month.ts';
import { sessionOf } from './authenticate.ts';
import { sendProblem } from './problem.ts';
import { routes } from './routes.ts';

/** `GET /v1/sync/report?month=2026-10`, for admins. */
export function monthRoute(report: (month: Month) => Promise<MonthlyReport> | undefined): Router {
  return routes().get('/', async (req, res) => {
    if (sessionOf(res).role !== 'admin') return sendProblem(res, 'not_allowed');
    const month = monthOf(MonthRequest.parse(req.query).month);
    const made = month && (await report(month));
    if (!made) return sendProblem(res, 'not_found');
    res.set('cache-control', 'no-store').json(made);
  });
}
