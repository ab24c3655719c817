/** The caller's signal is the deadline; these only bound a socket nobody waits for. */
export const socketTimes = { connect: { timeout: 1000 }, headersTimeout: 5000, bodyTimeout: 5000 } as const;
