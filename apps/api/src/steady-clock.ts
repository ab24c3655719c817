/** Unix milliseconds that only ever grow: setting the machine's clock does not move them. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
