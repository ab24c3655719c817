/** Each answer may carry a newer token: `<token>;<expiresAtMs>`. */
export const SESSION_HEADER = 'sidelight-session';

/** The bearer token the page came with, replaced by each newer one an answer carries. Kept in memory only. */
export interface PageSession {
  header(): string;
  renew(response: Response): void;
}

export function createSession(first: string): PageSession {
  let token = first;
  return {
    header: () => `Bearer ${token}`,
    renew(response) {
      token = response.headers.get(SESSION_HEADER)?.split(';')[0] || token;
    },
  };
}
