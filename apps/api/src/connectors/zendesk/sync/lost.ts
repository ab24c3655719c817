import type { HttpAnswer } from '../../http/http-client.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import { WireNotFound } from '../wire.ts';

const NOTHING_SENT: ReadonlySet<string> = new Set(['credential', 'circuit_open', 'rate_limited', 'not_configured']);

/** Whether nobody can say if the vendor has done what was asked: it never answered, or not so that it can be read. */
export const isLost = (error: unknown): boolean =>
  isUpstreamError(error) && !error.isRefusal && !NOTHING_SENT.has(error.reason);

/** A refusal of this one record, as of a user that comes from another account. */
export const isOfRecord = (error: unknown): boolean =>
  isUpstreamError(error) && error.reason === 'forbidden' && error.concerns === 'record';

/** The vendor's own words for a record that is not there. */
export const isGone = ({ status, json }: HttpAnswer): boolean => status === 404 && WireNotFound.safeParse(json).success;
