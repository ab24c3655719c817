import { ownValue } from '@sidelight/shared/own-property.ts';
import type { z } from 'zod';
import { catalogue } from '../connectors/catalogue.ts';
import { Secret } from '../secrets/secret.ts';
import { secret, url } from './values.ts';
import { vendorName } from './vendor-name.ts';

/** Our app as it is registered with one vendor. */
export interface VendorClient {
  readonly id: string;
  readonly secret: Secret;
}

/** Vendors that are connected on a page of their own. The helpdesk's client is read with what else is said of it. */
const withConsent = [...catalogue.values()].flatMap(({ id, oauth, entry }) => (oauth?.consent && !entry ? [id] : []));

export const oauthKeysOf = (connector: string): readonly (readonly [string, z.ZodType<string | URL | undefined>])[] =>
  withConsent.includes(connector)
    ? [
        [vendorName(connector, 'CLIENT_ID'), secret.optional()],
        [vendorName(connector, 'CLIENT_SECRET'), secret.optional()],
        [vendorName(connector, 'OAUTH_URL'), url.optional()],
      ]
    : [];

type Values = Readonly<Record<string, string | URL | undefined>>;

/** By connector. Without one, its key is the only way in. */
export const vendorClients = (values: Values): Readonly<Record<string, VendorClient | undefined>> =>
  Object.fromEntries(
    withConsent.flatMap((connector) => {
      const [id, key] = [textOf(values, connector, 'CLIENT_ID'), textOf(values, connector, 'CLIENT_SECRET')];
      return id !== undefined && key !== undefined ? [[connector, { id, secret: new Secret(key) }] as const] : [];
    }),
  );

/** One half of a client is none, and nobody would be told why there is no button. */
export const halfClients = (written: Values): string[] =>
  withConsent.flatMap((connector) => {
    const ends = ['CLIENT_ID', 'CLIENT_SECRET'];
    const missing = ends.filter((end) => textOf(written, connector, end) === undefined);
    const [one] = missing;
    const there = ends.find((end) => end !== one);
    return missing.length === 1 && one && there
      ? [`${vendorName(connector, one)} is missing. ${vendorName(connector, there)} needs it.`]
      : [];
  });

function textOf(values: Values, connector: string, end: string): string | undefined {
  const value = ownValue(values, vendorName(connector, end));
  return typeof value === 'string' ? value : undefined;
}
