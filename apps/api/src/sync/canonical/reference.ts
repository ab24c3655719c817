import { singleText, value } from './single-text.ts';

/** An id, as it is: never a name. */
export const reference = singleText(value);
