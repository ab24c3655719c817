import { createOnDemand } from '../on-demand.ts';
import type { WatchAnswersDeps } from './watch.ts';

type Show = WatchAnswersDeps['onAnswer'];

/**
 * Shows answers by a script that is fetched with the first that has something to put right: nobody is bothered with one
 * for nothing. What could not be had is fetched anew with the next.
 */
export function fetchedWithNext(load: () => Promise<Show>): Show {
  const shown = createOnDemand(load, () => {});
  let isWanted = false;
  return (ticketId, json) => {
    isWanted ||= Object(json).corrections?.length > 0;
    if (!isWanted) return;
    shown.want().then(
      (show) => show(ticketId, json),
      () => {},
    );
  };
}
