import { Problem } from '@sidelight/shared/failure/problem.ts';
import { z } from 'zod';

export const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  schema: z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' }),
});
export const refusals = {
  '400': { description: 'Not understood', content: { 'application/problem+json': json(Problem, 'output') } },
  '401': {
    description: 'Not signed in, or the session ended',
    content: { 'application/problem+json': json(Problem, 'output') },
  },
};
export const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': json(schema, 'input') } });

interface Operation {
  readonly summary: string;
  readonly ask?: z.ZodType;
  /** Of the answer; 204 without. */
  readonly answer?: z.ZodType;
  readonly status?: '200' | '201';
  readonly type?: string;
}

/** One question and its answer. */
export const operation = ({ summary, ask, answer, status = '200', type = 'application/json' }: Operation) => ({
  summary,
  security: [{ session: [] }],
  ...(ask && { requestBody: body(ask) }),
  responses: {
    ...(answer
      ? { [status]: { description: 'Done', content: { [type]: json(answer, 'output') } } }
      : { '204': { description: 'Done' } }),
    ...refusals,
  },
});
