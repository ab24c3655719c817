import type { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';

/** A team of the map as people know it, with where it is asked, in the language of whoever asks. */
export type OwnerName = (team: string) => string;

/** Receipts keep a team's id, which the map may name otherwise tomorrow. */
export const namedReceipt = (receipt: ErasureReceipt, nameOf: OwnerName): ErasureReceipt => ({
  ...receipt,
  steps: receipt.steps.map((step) => (step.owner === undefined ? step : { ...step, owner: nameOf(step.owner) })),
});
