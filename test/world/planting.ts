import type { Request } from 'express';
import type { Bundle } from './company/bundle.ts';
import type { Vendor } from './systems.ts';
import type { Answer } from './vendors/answer.ts';

/** Puts values of a test's own into what the vendors hold and say. */
export interface Planting {
  /** A customer's records, before anybody knows them. Asked more than once, it gives the same. */
  bundle(bundle: Bundle): Bundle;
  /** What a vendor answers, before a fault touches it. */
  answer(vendor: Vendor, req: Request, answer: Answer): Answer;
}
