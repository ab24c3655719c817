import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.ts';

interface ErrorExtra {
  readonly headers?: Record<string, string>;
  readonly body?: Record<string, unknown>;
}

/** A refusal in HubSpot's words. */
export const refusal = (status: number, category: string, message: string, extra: ErrorExtra = {}): Answer => ({
  status,
  ...(extra.headers ? { headers: extra.headers } : {}),
  body: { status: 'error', message, correlationId: randomUUID(), category, ...extra.body },
});

export const invalid = (message: string): Answer => refusal(400, 'VALIDATION_ERROR', message);

export const notFound = (context: Record<string, readonly string[]>): Answer =>
  refusal(404, 'OBJECT_NOT_FOUND', 'resource not found', { body: { context } });

/** What is wrong with one value of one input. */
export interface InputFault {
  readonly status: 400 | 404 | 409;
  readonly category: 'VALIDATION_ERROR' | 'OBJECT_NOT_FOUND' | 'CONFLICT';
  readonly code: string;
  readonly message: string;
  readonly property?: string;
}

export const valueFault = (property: string, code: string, message: string): InputFault => ({
  ...{ status: 400, category: 'VALIDATION_ERROR', code, message, property },
});

/** One bad input refuses its whole batch. `names`: whether the answer says which input it was. */
export function batchRefusal({ status, category, code, message, property }: InputFault, id: string, names: boolean) {
  const context = { ...(property ? { propertyName: [property] } : {}), ...(names ? { id: [id] } : {}) };
  const text = category === 'VALIDATION_ERROR' ? 'Property values were not valid' : message;
  return refusal(status, category, text, { body: { errors: [{ message, code, context }] } });
}

/** One entry of `errors` in a 207. */
export const partError = (
  { category, code, message, property }: InputFault,
  id: string,
  traceId: string | undefined,
) => ({
  status: 'error',
  category,
  message,
  context: { ids: [id], ...(traceId === undefined ? {} : { objectWriteTraceId: [traceId] }) },
  errors: [{ message, code, context: { ...(property ? { propertyName: [property] } : {}), id: [id] } }],
  links: {},
});
