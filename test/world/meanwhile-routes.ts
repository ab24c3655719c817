import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Changes } from './changes.ts';
import { plans } from './company/plans.ts';
import type { AlertInbox } from './outside/alert-inbox.ts';
import { type VendorPages, VendorSays } from './outside/vendor-pages.ts';
import { isVendor, vendors } from './systems.ts';

interface MeanwhileDeps {
  readonly changes: Changes;
  readonly alerts: AlertInbox;
  readonly vendorPages: VendorPages;
}

const Payment = z.strictObject({ now: z.enum(['paid', 'overdue']) });
const Plan = z.strictObject({ code: z.enum(plans.map((plan) => plan.code)) });
const AlertFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.int().min(400).max(599) }),
  z.strictObject({ kind: z.literal('hang') }),
]);

/** What happens around the systems while one of them is broken: payments arrive, alerts are read, vendors admit it. */
export function meanwhileRoutes({ changes, alerts, vendorPages }: MeanwhileDeps): Router {
  return Router()
    .put('/payments/:ticket', (req, res) =>
      taken(res, Payment, req.body, ({ now }) => changes.setPayment(Number(req.params.ticket), now)),
    )
    .put('/plans/:ticket', (req, res) =>
      taken(res, Plan, req.body, ({ code }) => changes.setPlan(Number(req.params.ticket), code)),
    )
    .delete('/changes', (_req, res) => {
      changes.clear();
      res.status(204).end();
    })
    .get('/alerts', (_req, res) => res.json(alerts.received()))
    .delete('/alerts', (_req, res) => {
      alerts.clear();
      res.status(204).end();
    })
    .put('/alerts/fault', (req, res) =>
      taken(res, AlertFault, req.body, (fault) => {
        alerts.setFault(fault);
        return true;
      }),
    )
    .delete('/alerts/fault', (_req, res) => {
      alerts.setFault(undefined);
      res.status(204).end();
    })
    .put('/vendors/:vendor/status', (req, res) =>
      taken(res, VendorSays, req.body, (says) => {
        const { vendor } = req.params;
        if (!isVendor(vendor)) return false;
        vendorPages.set(vendor, says);
        return true;
      }),
    )
    .delete('/vendors', (_req, res) => {
      vendorPages.clear();
      res.status(204).end();
    });
}

function taken<T>(res: Response, schema: z.ZodType<T>, body: unknown, act: (input: T) => boolean): void {
  const input = schema.safeParse(body);
  if (!input.success) return void res.status(400).json({ error: z.prettifyError(input.error) });
  if (!act(input.data)) return void res.status(404).json({ error: 'There is nothing by that name.', vendors });
  res.status(204).end();
}
