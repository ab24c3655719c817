import type { Answer } from './answer.ts';

interface Problem {
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
}

/** https://docs.stripe.com/api/errors */
export const refused = (
  status: number,
  message: string,
  rest: Problem = {},
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers,
  body: {
    error: {
      ...(rest.code
        ? { code: rest.code, doc_url: `https://stripe.com/docs/error-codes/${rest.code.replaceAll('_', '-')}` }
        : {}),
      message,
      ...(rest.param ? { param: rest.param } : {}),
      type: rest.type ?? 'invalid_request_error',
    },
  },
});

export const missing = (status: number, what: string, id: string, param: string): Answer =>
  refused(status, `No such ${what}: '${id}'`, { code: 'resource_missing', param });
