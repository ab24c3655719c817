import { z } from 'zod';
import { type OAuthDefinition, refreshFields, says } from '../oauth.ts';

/** Answers `status: BAD_REFRESH_TOKEN` where others say `error: invalid_grant`; tokens live half an hour. */
export const hubspotOauth: OAuthDefinition = {
  tokenHost: () => new URL('https://api.hubapi.com'),
  refreshRequest: (grant) => ({
    method: 'POST',
    path: '/oauth/v1/token',
    text: new URLSearchParams(refreshFields(grant)).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  isRefused: (_status, json) =>
    says(json, 'invalid_grant') || z.object({ status: z.literal('BAD_REFRESH_TOKEN') }).safeParse(json).success,
};
