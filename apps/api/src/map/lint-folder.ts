import { checkTexts } from './load-map.ts';
import { isMapError, type MapFault } from './map-error.ts';
import { readMapTexts } from './map-files.ts';

/** Everything somebody should look at in a folder that may have changed since it was loaded; also what is wrong by now. */
export async function lintFolder(folder: string, nowMs: number, signal: AbortSignal): Promise<readonly MapFault[]> {
  try {
    return checkTexts(await readMapTexts(folder, signal), nowMs).warnings;
  } catch (error) {
    if (!isMapError(error)) throw error;
    return error.faults;
  }
}
