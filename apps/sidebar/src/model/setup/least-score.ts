/** The contract's own, which cannot be had without zod: far too heavy for the browser. A test holds the two together. */
export const LEAST_SCORE = 3;
