import type { Credentials } from '../credentials.ts';
import type { RegisteredApp } from './app-consent.ts';
import { createAppGrants } from './app-grants.ts';

/** Our app as vendors other than the helpdesk know it. */
export interface RegisteredApps {
  readonly hubspot: RegisteredApp;
  readonly atlassian: RegisteredApp;
}

export function createRegisteredApps(
  { hubspot, jira }: Pick<Credentials, 'hubspot' | 'jira'>,
  apiUrl: () => string | undefined,
): RegisteredApps {
  const isOwnAddress = (uri: string): boolean => {
    const own = apiUrl();
    return own !== undefined && URL.canParse(uri) && uri === new URL('/oauth/callback', own).href;
  };
  return {
    hubspot: {
      ...{ id: hubspot.appClientId, secret: hubspot.appSecret, isOwnAddress, lacks: [], adds: [], losesAnswers: 0 },
      grants: createAppGrants({ rotates: false, reuseMs: 0, lifeMs: 1_800_000 }),
    },
    atlassian: {
      ...{ id: jira.clientId, secret: jira.clientSecret, isOwnAddress, lacks: [], adds: [], losesAnswers: 0 },
      grants: createAppGrants({ rotates: true, reuseMs: 600_000, lifeMs: 3_600_000 }),
    },
  };
}
