import type { EntryDefinition } from '../entry.ts';

const SUFFIX = '.zendesk.com';

/** The signed URLs of its app framework, RS256. */
export const zendeskEntry: EntryDefinition = {
  origin: 'https://{tenant}.zendesk.com',
  sdk: { url: 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js', variable: 'ZAF_SDK' },
  accountHost: (subdomain) => `${subdomain}${SUFFIX}`,
  subdomainOf: (host) => (host.endsWith(SUFFIX) ? host.slice(0, -SUFFIX.length) : undefined),
  isOrigin: (origin) => /^https:\/\/[a-z0-9][a-z0-9-]{0,62}\.zendesk\.com$/.test(origin),
  // `acme.zendesk.com`, with or without the scheme. It may be a brand's: agents are sent to one.
  issuerOf: (iss) => /^(?:https:\/\/)?([a-z0-9][a-z0-9-]{0,62}\.zendesk\.com)$/.exec(iss)?.[1],
  audienceOf(aud) {
    const [, subdomain, installationId] =
      /^https:\/\/([a-z0-9-]+)\.zendesk\.com\/api\/v2\/apps\/installations\/(\d{1,20})\.json$/.exec(aud) ?? [];
    return subdomain !== undefined && installationId !== undefined ? { subdomain, installationId } : undefined;
  },
  // `https://acme.zendesk.com/api/v2/users/42.json` → `42`. A bare id is accepted too: the exact form is not documented.
  userIdOf(sub, hosts) {
    if (/^\d{1,20}$/.test(sub)) return sub;
    const [, host = '', id] = /^https:\/\/([^/]+)\/api\/v2\/users\/(\d{1,20})(?:\.json)?$/.exec(sub) ?? [];
    return hosts.includes(host) ? id : undefined;
  },
};
