import type { StatusContext } from './context.ts';

const MINUTE_MS = 60_000;
const LENGTHS = [15, 30, 60, 120, 240, 480, 1440];

/** So long from now, to choose from: longer than `least`. */
export const minutesOptions = ({ span }: StatusContext, chosen = 60, least = 0) =>
  [...new Set([...LENGTHS, chosen])]
    .filter((minutes) => minutes > least)
    .sort((a, b) => a - b)
    .map((minutes) => (
      <option key={minutes} value={minutes} selected={minutes === chosen}>
        {span(minutes * MINUTE_MS)}
      </option>
    ));
