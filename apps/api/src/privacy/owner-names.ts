import type { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { EraseAnswer, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';

/** A team of the map as people know it, with where it is asked. */
export type OwnerName = (team: string) => string;

/** Receipts keep a team's id, which the map may name otherwise tomorrow. */
export const namedReceipt = (receipt: ErasureReceipt, nameOf: OwnerName): ErasureReceipt => ({
  ...receipt,
  steps: receipt.steps.map((step) => (step.owner === undefined ? step : { ...step, owner: nameOf(step.owner) })),
});

export const namedReport = (report: PrivacyReport, nameOf: OwnerName): PrivacyReport => ({
  ...report,
  elsewhere: report.elsewhere.map((one) => ({ ...one, owner: nameOf(one.owner) })),
  ...(report.erasure && { erasure: namedReceipt(report.erasure, nameOf) }),
});

export const namedAnswer = (answer: EraseAnswer, nameOf: OwnerName): EraseAnswer =>
  answer.kind === 'asked' ? { ...answer, erasure: namedReceipt(answer.erasure, nameOf) } : answer;
