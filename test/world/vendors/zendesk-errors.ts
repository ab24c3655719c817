import type { Answer } from './answer.ts';

/** How Zendesk says no. */
export const refusal = (
  status: number,
  code: string,
  description?: string,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers,
  body: description === undefined ? { error: code } : { error: code, description },
});

export const notFound = (): Answer => refusal(404, 'RecordNotFound', 'Not found');
export const invalid = (): Answer => refusal(422, 'RecordInvalid', 'Record validation errors');
/** A ticket in a private group: bare, and no JSON. */
export const hidden = (): Answer => ({ status: 403, type: 'text/html', body: '' });
export const closed = (): Answer => ({
  status: 422,
  body: {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { status: [{ description: 'Status: closed prevents ticket update' }] },
  },
});
/** A list that is asked for wrongly. */
export const badPage = (detail: string): Answer => ({
  status: 400,
  body: { errors: [{ code: 'InvalidPaginationParameter', title: detail, detail }] },
});
export const unknownParameter = (name: string): Answer =>
  refusal(400, 'InvalidParameter', `Parameter ${name} is not one of this endpoint`);
export const forbidden = (): Answer => ({
  status: 403,
  body: { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
});
