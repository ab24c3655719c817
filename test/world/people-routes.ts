import { type Response, Router } from 'express';
import { z } from 'zod';
import { editUser, removeOrganization, removeUser } from './vendors/zendesk-by-hand.ts';
import { OrganizationInput } from './vendors/zendesk-organization-input.ts';
import { mergeOrganizations } from './vendors/zendesk-organization-routes.ts';
import type { People } from './vendors/zendesk-people.ts';
import { UserInput } from './vendors/zendesk-user-input.ts';
import { mergeUsers } from './vendors/zendesk-user-routes.ts';

/** When it was done, by the helpdesk's clock. Default: now. */
const At = z.iso.datetime().optional();
const UserEdit = z.strictObject({ user: UserInput.strict(), at: At });
const OrganizationEdit = z.strictObject({ organization: OrganizationInput.strict(), at: At });
const Into = z.strictObject({ into: z.int() });
const Switches = z.strictObject({
  bulkCreation: z.boolean().optional(),
  jobs: z.enum(['held', 'released']).optional(),
  clockOffsetMs: z.int().optional(),
});

const msOf = (at: string | undefined) => (at === undefined ? undefined : Date.parse(at));

/** What people do to users and organisations in the helpdesk itself, and its own switches. */
export function peopleRoutes({ directory, writes, bulk, clock }: People): Router {
  return Router()
    .put('/users/:id', (req, res) =>
      taken(res, UserEdit, req.body, ({ user, at }) => {
        const id = Number(req.params.id);
        return editUser(directory, writes, id, user, msOf(at))?.kind === 'saved';
      }),
    )
    .delete('/users/:id', (req, res) => ended(res, removeUser(directory, Number(req.params.id))))
    .post('/users/:id/merge', (req, res) =>
      taken(res, Into, req.body, ({ into }) => mergeUsers(directory, Number(req.params.id), into) !== undefined),
    )
    .put('/organizations/:id', (req, res) =>
      taken(res, OrganizationEdit, req.body, ({ organization, at }) => {
        const end = writes.updateOrganization(Number(req.params.id), organization, msOf(at));
        return end.kind === 'saved';
      }),
    )
    .delete('/organizations/:id', (req, res) => ended(res, removeOrganization(directory, Number(req.params.id))))
    .post('/organizations/:id/merge', (req, res) =>
      taken(res, Into, req.body, ({ into }) => mergeOrganizations(directory, Number(req.params.id), into)),
    )
    .get('/mails', (_req, res) => res.json(directory.verificationMails))
    .put('/switches', (req, res) =>
      taken(res, Switches, req.body, ({ bulkCreation, jobs, clockOffsetMs }) => {
        if (bulkCreation !== undefined) bulk.isCreationOn = bulkCreation;
        if (jobs !== undefined) jobs === 'held' ? bulk.jobs.hold() : bulk.jobs.release();
        if (clockOffsetMs !== undefined) clock.setOffset(clockOffsetMs);
        return true;
      }),
    );
}

function taken<T>(res: Response, schema: z.ZodType<T>, body: unknown, act: (input: T) => boolean): void {
  const input = schema.safeParse(body);
  if (!input.success) return void res.status(400).json({ error: z.prettifyError(input.error) });
  ended(res, act(input.data));
}

function ended(res: Response, isDone: boolean): void {
  if (isDone) return void res.status(204).end();
  res.status(404).json({ error: 'The helpdesk would not do that to nobody, or not with these values.' });
}
