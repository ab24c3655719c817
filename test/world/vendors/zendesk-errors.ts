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
export const forbidden = (): Answer => ({
  status: 403,
  body: { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
});
