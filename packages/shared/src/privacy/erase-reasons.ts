/** Why somebody is erased: one of these, since what is typed may name them. */
export const ERASE_REASONS = ['they_asked', 'consent_withdrawn', 'no_longer_needed', 'other'] as const;
export type EraseReason = (typeof ERASE_REASONS)[number];
