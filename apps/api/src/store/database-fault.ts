/** The database cannot be opened, in words for whoever starts the server. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}

const HEAD = 'The database that DATABASE_URL names cannot be opened:';

/** By the code that the system or PostgreSQL gives. Nothing of the address is repeated: it holds a password. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at its host and port. Start PostgreSQL, or correct the host and the port.',
  ENOTFOUND: 'there is no such host. Correct the host.',
  EAI_AGAIN: 'its host cannot be looked up at the moment. Try again, or correct the host.',
  ETIMEDOUT: 'its host does not answer. Correct the host, or let this machine through to it.',
  EHOSTUNREACH: 'there is no way to its host. Correct the host, or let this machine through to it.',
  ECONNRESET: 'its host ended the connection. See whether PostgreSQL runs there, and whether it wants TLS.',
  '28P01': 'PostgreSQL refuses the password. Correct the user or the password.',
  '28000': 'PostgreSQL does not let this user in. Correct the user, or allow it in pg_hba.conf.',
  '3D000': 'PostgreSQL has no such database. Create it with createdb, or correct the name at the end.',
  '42501': 'this user may not create tables there. Grant it CREATE on the schema.',
  '53300': 'PostgreSQL has no connection left. Raise max_connections, or end what holds them.',
};

/** The same error in words where it is one that a person can correct; as it is where it is not. */
export function inWordsForPeople(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  // The pool's own limit has no code.
  const known = /timeout exceeded|connection timeout/i.test(error.message) ? 'ETIMEDOUT' : code;
  const why = new Map(Object.entries(words)).get(known);
  return why === undefined ? error : new DatabaseFault(`${HEAD} ${why}`, { cause: error });
}
