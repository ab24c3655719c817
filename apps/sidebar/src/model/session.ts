export const SESSION_HEADER = 'sidelight-session';

/** The bearer token, in memory only. Each answer may carry a newer one: `<token>;<expiresAtMs>`. */
export interface Session {
  bearer(): string;
  renew(header: string | null): void;
}

export function createSession(first: string): Session {
  let token = first;
  return {
    bearer: () => `Bearer ${token}`,
    renew(header) {
      token = header?.split(';')[0] || token;
    },
  };
}
