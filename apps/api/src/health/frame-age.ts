/** Frames that have not been heard of for this long are closed, or their process is gone. */
export const FRAME_MS = 30_000;
