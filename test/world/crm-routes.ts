import { type Response, Router } from 'express';
import { z } from 'zod';
import { CrmEdit, editByHand } from './vendors/hubspot-by-hand.ts';
import type { HubspotCrm } from './vendors/hubspot-crm.ts';
import { archiveRow, mergeRows } from './vendors/hubspot-lives.ts';
import { hubspotObject } from './vendors/hubspot-objects.ts';
import { hubspotKinds } from './vendors/hubspot-properties.ts';

const Merge = z.strictObject({ kind: z.enum(hubspotKinds), survivor: z.string(), loser: z.string() });
const Which = z.strictObject({ kind: z.enum(hubspotKinds), id: z.string() });

/** What people, forms, imports and workflows do in the CRM. */
export function crmRoutes(crm: HubspotCrm): Router {
  return Router()
    .get('/:kind/:id', (req, res) => {
      const asked = Which.safeParse(req.params);
      const row = asked.success ? crm.find(asked.data.kind, asked.data.id) : undefined;
      if (!row) return void nobody(res);
      const names = crm.definitions(row.kind).map(({ name }) => name);
      res.json({ ...hubspotObject(crm, row, { properties: names, history: names }), notes: crm.notesOn(row.id) });
    })
    .post('/edits', (req, res) => {
      const edit = CrmEdit.safeParse(req.body);
      if (!edit.success) return void wrong(res, z.prettifyError(edit.error));
      const fault = editByHand(crm, edit.data);
      if (fault === 'nobody') return void nobody(res);
      if (fault) return void wrong(res, fault.message);
      res.status(204).end();
    })
    .post('/merges', (req, res) => {
      const asked = Merge.safeParse(req.body);
      if (!asked.success) return void wrong(res, z.prettifyError(asked.error));
      const { kind, survivor, loser } = asked.data;
      const [kept, gone] = [crm.find(kind, survivor), crm.find(kind, loser)];
      if (!kept || !gone || kept.id === gone.id) return void nobody(res);
      mergeRows(crm, kept, gone);
      res.status(204).end();
    })
    .delete('/:kind/:id', (req, res) => {
      const asked = Which.safeParse(req.params);
      const row = asked.success ? crm.find(asked.data.kind, asked.data.id) : undefined;
      if (!row) return void nobody(res);
      archiveRow(crm, row);
      res.status(204).end();
    });
}

const nobody = (res: Response) => res.status(404).json({ error: 'The CRM has no such record.' });
const wrong = (res: Response, error: string) => res.status(400).json({ error });
