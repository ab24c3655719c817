import { randomUUID } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';

/** Where one helpdesk account keeps the app. */
export interface Installation {
  readonly subdomain: string;
  readonly installationId: string;
}

/** Signs page loads as the helpdesk does, with a key pair of its own: one app, whatever the account. */
export interface Signer {
  readonly publicKeyPem: string;
  /** The token of one page load: who is looking, and in which place of which helpdesk. */
  token(installation: Installation, userId: number, location: string): Promise<string>;
}

const LIFE_S = 300;

export async function createSigner(): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    publicKeyPem: await exportSPKI(publicKey),
    async token({ subdomain, installationId }, userId, location) {
      const host = `${subdomain}.zendesk.com`;
      const now = Math.floor(Date.now() / 1000);
      return await new SignJWT({ context: { product: 'support', location } })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .setIssuer(host)
        .setAudience(`https://${host}/api/v2/apps/installations/${installationId}.json`)
        .setSubject(`https://${host}/api/v2/users/${userId}.json`)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + LIFE_S)
        .setJti(randomUUID())
        .sign(privateKey);
    },
  };
}
