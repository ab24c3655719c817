/** What the connector was written against: the version of npm `stripe` 23.1.0. https://docs.stripe.com/api/versioning */
export const API_VERSION = '2026-10-28.endive';

/**
 * Since 2025-03-31 an invoice lists its payments; before, it named one payment intent itself. Each can only be
 * expanded where it exists: the other one is refused.
 */
export const hasPaymentsList = (version: string): boolean => version >= '2025-03-31';
