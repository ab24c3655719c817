import { ContextAnswer, ContextEvent } from '@sidelight/shared/context/event.ts';
import { ContextRequest, LinkRequest } from '@sidelight/shared/context/request.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { z } from 'zod';

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  schema: z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' }),
});
const refusals = {
  '400': { description: 'Not understood', content: { 'application/problem+json': json(Problem, 'output') } },
  '401': {
    description: 'Not signed in, or the session ended',
    content: { 'application/problem+json': json(Problem, 'output') },
  },
};
const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': json(schema, 'input') } });

/** The API's own description, made from the schemas it checks with. */
export function describeApi(version: string) {
  const change = (summary: string) => ({
    post: {
      summary,
      security: [{ session: [] }],
      requestBody: body(LinkRequest),
      responses: { '204': { description: 'Done' }, ...refusals },
    },
  });
  return {
    openapi: '3.0.3',
    info: { title: 'Sidelight', version },
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/v1/context': {
        post: {
          summary: 'Who the customer on a ticket is: one line per change, or one object',
          security: [{ session: [] }],
          requestBody: body(ContextRequest),
          responses: {
            '200': {
              description: 'The context',
              content: {
                'application/x-ndjson': json(ContextEvent, 'output'),
                'application/json': json(ContextAnswer, 'output'),
              },
            },
            ...refusals,
          },
        },
      },
      '/v1/links/pin': change('This requester is that account'),
      '/v1/links/reject': change('This requester is not that account'),
    },
  };
}
