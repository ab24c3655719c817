/** The server that rows about PostgreSQL are measured on; undefined, and said so, where none is named. */
export function postgresFor(what: string): string | undefined {
  const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
  if (server === undefined) process.stderr.write(`${what}: not measured, BENCH_DATABASE_URL is not set\n`);
  return server;
}
