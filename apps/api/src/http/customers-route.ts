import { StepRequest } from '@sidelight/shared/customer/onboarding.ts';
import { type RequestHandler, Router } from 'express';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';

export interface CustomersRouteDeps {
  readonly onboarding: OnboardingLists;
  readonly recordOf: RecordOf<'onboarding.ticked'>;
}

type Handler = RequestHandler<{ organization: string }>;
const ID = /^\d{1,20}$/;

/** `/v1/customers/:organization`: what is to be done for a new customer, and what of it is. */
export function customersRoute({ onboarding, recordOf }: CustomersRouteDeps): Router {
  const read: Handler = async (req, res) => {
    const { organization } = req.params;
    const found = ID.test(organization) ? await onboarding.read(organization, sessionOf(res).locale) : undefined;
    if (found) res.set('cache-control', 'no-store').json(found);
    else sendProblem(res, 'not_found');
  };
  const tick: Handler = async (req, res) => {
    const { organization } = req.params;
    const request = StepRequest.parse(req.body);
    const session = sessionOf(res);
    const record = recordOf('onboarding.ticked', session, requestIdOf(res));
    const isThere = ID.test(organization) && (await onboarding.tick(organization, request, session.userId, record));
    if (!isThere) return sendProblem(res, 'not_found');
    res.status(204).end();
  };
  return Router().get('/:organization', read).post('/:organization/steps', jsonBody('1kb'), tick);
}
