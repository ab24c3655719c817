import type { Request } from 'express';
import type { HelpdeskUser } from '../company/bundle.ts';
import type { Grant, Grants } from '../oauth/grants.ts';
import { isOAuthPath } from '../oauth/oauth-routes.ts';
import { scopesFor } from '../oauth/scopes.ts';
import type { Answer } from './answer.ts';
import { forbidden, refusal } from './zendesk-errors.ts';

interface AccessDeps {
  readonly staff: readonly HelpdeskUser[];
  readonly credentials: { readonly token: string; readonly email: string };
  readonly grants: Grants;
  /** They may not sign in any more, and what they have allowed counts no more. */
  isSuspended(userId: number): boolean;
}

export interface Access {
  isAuthorised(req: Request): boolean;
  /** Why somebody who is known may not do this: a token without the scope, or a user who could not by hand either. */
  restrict(req: Request): Answer | undefined;
  /** Whose credentials these are. */
  callerOf(req: Request): number;
  revokeOwn(req: Request): void;
}

/** Who calls: the admin by the fixed token or Basic `email/token:…`, or whoever allowed an app. */
export function createAccess({ staff, credentials, grants, isSuspended }: AccessDeps): Access {
  const { email, token } = credentials;
  const basic = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  const isAdmin = (id: number) => staff.some((user) => user.id === id && user.role === 'admin');
  // Every staff has its admin.
  const admin = staff.find(({ role }) => role === 'admin')!;
  const fixed: Grant = { userId: admin.id, scopes: ['read', 'write'] };
  const bearerOf = (req: Request) => /^Bearer (.+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
  const grantOf = (req: Request): Grant | undefined => {
    const isFixed = req.get('authorization') === basic || bearerOf(req) === token;
    const grant = isFixed ? fixed : grants.holder(bearerOf(req));
    return grant && !isSuspended(grant.userId) ? grant : undefined;
  };
  return {
    isAuthorised: (req) => isOAuthPath(req.path) || grantOf(req) !== undefined,
    restrict(req) {
      const grant = grantOf(req);
      if (isOAuthPath(req.path) || !grant) return undefined;
      const needed = scopesFor(req.method, req.path);
      if (needed.length > 0 && !needed.some((scope) => grant.scopes.includes(scope))) {
        return refusal(403, 'Forbidden', `You are missing the following required scopes: ${needed.join(' or ')}`);
      }
      return req.path.startsWith('/api/v2/webhooks') && !isAdmin(grant.userId) ? forbidden() : undefined;
    },
    callerOf: (req) => grantOf(req)?.userId ?? admin.id,
    revokeOwn: (req) => grants.revoke(bearerOf(req)),
  };
}
