import { isUpstreamError } from '../connectors/upstream-error.ts';

/** False where the vendor could not be asked now. */
export async function couldAsk(asked: Promise<void>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    return false;
  }
}
