import { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import {
  EraseAnswer,
  EraseRequest,
  ErasureRequest,
  Erasures,
  PrivacyReport,
  WhoRequest,
} from '@sidelight/shared/privacy/privacy-page.ts';
import { z } from 'zod';
import { operation } from './openapi-operation.ts';

/** What `/v1/privacy` answers. */
export const privacyPaths = () => ({
  '/v1/privacy/show': {
    post: operation({
      summary: 'For admins: what is held about somebody, who looked, and whether they were erased',
      ...{ ask: WhoRequest, answer: PrivacyReport },
    }),
  },
  '/v1/privacy/export': {
    post: operation({
      summary: 'For admins: the same, row by row',
      ...{ ask: WhoRequest, answer: z.looseObject({}) },
    }),
  },
  '/v1/privacy/erase': {
    post: operation({
      summary: 'For admins: has somebody erased, which cannot be taken back',
      ...{ ask: EraseRequest, answer: EraseAnswer },
    }),
  },
  '/v1/privacy/erasures': {
    post: operation({ summary: 'For admins: erasures, those that are not over first', answer: Erasures }),
  },
  '/v1/privacy/erasure': {
    post: operation({
      summary: 'For admins: the receipt of one erasure',
      ...{ ask: ErasureRequest, answer: ErasureReceipt },
    }),
  },
});
