import { AuditCheck, AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import { z } from 'zod';
import { operation } from './openapi-operation.ts';

/** What `/v1/audit` answers. */
export const auditPaths = () => ({
  '/v1/audit': {
    get: operation({
      summary:
        'For admins: who saw and did what, the latest first, by ?actor, ?customer, ?ticket, ?group, ?from, ?until; older ones by ?before',
      answer: AuditPage,
    }),
  },
  '/v1/audit/check': {
    post: operation({ summary: 'For admins: goes through the chain and names what was changed', answer: AuditCheck }),
  },
  '/v1/audit/export': {
    get: operation({
      summary: 'For admins: the same rows, all of them, as ?format=csv or ?format=jsonl',
      ...{ answer: z.string(), type: 'text/csv' },
    }),
  },
});
