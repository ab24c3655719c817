import type { StatusContext } from './context.ts';

const MINUTE_MS = 60_000;
const LENGTHS = [15, 30, 60, 120, 240, 480, 1440];

/** So long from now, to choose from. */
export const minutesOptions = ({ span }: StatusContext) =>
  LENGTHS.map((minutes) => (
    <option key={minutes} value={minutes} selected={minutes === 60}>
      {span(minutes * MINUTE_MS)}
    </option>
  ));
