import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next refresh meets. `lost`: done, but the answer never arrives. */
type Mood = 'well' | 'lost' | 'broken' | 'slow' | 'unknown client';

export interface TokenServer {
  readonly url: URL;
  /** Refreshes asked for, with what they were asked. */
  readonly asked: { readonly path: string; readonly type: string; readonly fields: Record<string, string> }[];
  /** Only the newest is: all before it are deleted. */
  isAlive(accessToken: string): boolean;
  issue(): { readonly access: string; readonly refresh: string };
  /** The access token is good no more, the refresh token is. The dead one. */
  revoke(): string;
  mood: Mood;
  expiresInS: number;
  close(): Promise<void>;
}

/** A vendor's token endpoint over real HTTP: rotates, and deletes both old tokens with it, as Zendesk does. */
export async function startTokenServer(): Promise<TokenServer> {
  const asked: TokenServer['asked'] = [];
  let current = { access: '', refresh: '' };
  const issue = () => {
    current = { access: `at-${randomUUID()}`, refresh: `rt-${randomUUID()}` };
    return current;
  };
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    const type = req.headers['content-type'] ?? '';
    const fields = type.includes('form') ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
    asked.push({ path: req.url ?? '', type, fields });
    const answer = (status: number, body: unknown) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (self.mood === 'broken') return answer(503, { error: 'server_error' });
    if (self.mood === 'unknown client') return answer(401, { error: 'invalid_client' });
    if (fields.grant_type !== 'refresh_token' || fields.refresh_token !== current.refresh)
      return answer(400, { error: 'invalid_grant', error_description: `no such token ${fields.refresh_token}` });
    const { access, refresh } = issue();
    if (self.mood === 'lost') return res.destroy();
    // Long enough that whoever does not wait for the first asks too.
    setTimeout(
      () => answer(200, { access_token: access, refresh_token: refresh, expires_in: self.expiresInS }),
      self.mood === 'slow' ? 2500 : 60,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port of its own, so there is an address.
  const { port } = server.address() as AddressInfo;
  const self: TokenServer = {
    ...{ url: new URL(`http://127.0.0.1:${port}`), asked, issue, mood: 'well', expiresInS: 7200 },
    isAlive: (accessToken) => accessToken === current.access,
    revoke() {
      const { access } = current;
      current = { ...current, access: `revoked-${randomUUID()}` };
      return access;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}
