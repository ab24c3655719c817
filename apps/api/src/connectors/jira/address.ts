import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { FormPlace } from '../connection-form.ts';
import { faultInEnglish, readAddress, type TypedAddress } from '../typed-address.ts';

export const SITE = 'https://….atlassian.net';
const GATEWAY = 'api.atlassian.com';
const BELOW_GATEWAY = /^\/ex\/jira\/[\w-]+\/?$/;
/** The beginnings of pages people copy from their browser. */
const PAGE = /\/(browse|issues|projects|secure|rest|servicedesk|wiki)(\/|$)/;

export const isGateway = (url: URL): boolean => url.hostname === GATEWAY;
const isSite = ({ hostname }: URL): boolean => hostname.endsWith('.atlassian.net');

/** A token with scopes works through the gateway only. https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/ */
const isPrefix = (url: URL): boolean =>
  isGateway(url) ? BELOW_GATEWAY.test(url.pathname) : !isSite(url) && !PAGE.test(url.pathname);

const NO_ID: SetupFailure = {
  code: 'vendor',
  reason: {
    en: 'The gateway’s address ends with the id of your site.',
    de: 'Die Adresse des Gateways endet mit der ID Ihrer Site.',
  },
  remedy: {
    en: `Write https://${GATEWAY}/ex/jira/ and the cloudId that ${SITE}/_edge/tenant_info shows.`,
    de: `https://${GATEWAY}/ex/jira/ eintragen und dahinter die cloudId, die ${SITE}/_edge/tenant_info zeigt.`,
  },
};

export function readJiraAddress(text: string): TypedAddress {
  const isBareGateway = URL.canParse(text) && isGateway(new URL(text)) && !BELOW_GATEWAY.test(new URL(text).pathname);
  return isBareGateway ? { ok: false, reason: NO_ID } : readAddress(text, { example: SITE, isPrefix });
}

/** Of the server's own configuration: an address that cannot be right, or a gateway without a site for people. */
export function faultOfPlace({ url, consoleUrl }: Omit<FormPlace, 'environment'>): string | undefined {
  if (!url) return undefined;
  const read = readJiraAddress(url.href);
  if (!read.ok) return faultInEnglish(read.reason);
  return isGateway(url) && !consoleUrl
    ? 'is the gateway; write the site that people open as JIRA_CONSOLE_URL'
    : undefined;
}
