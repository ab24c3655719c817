import { createTokenBuckets } from '../access/token-buckets.ts';
import { pin, reject } from '../context/identify/pick.ts';
import { searchAccounts } from '../context/identify/search.ts';
import type { LinksRouteDeps } from '../http/links-route.ts';
import type { TenantContext } from './tenant-context.ts';

/** More than anybody types. */
const SEARCHES = { burst: 20, perSecond: 20 / 60 };

/** What agents say of whose account a requester's is. */
export function createTenantLinks(context: TenantContext, steadyNow: () => number): LinksRouteDeps {
  const searches = createTokenBuckets(SEARCHES, steadyNow);
  return {
    pin: (...args) => pin(context, ...args),
    reject: (...args) => reject(context, ...args),
    search: (...args) => searchAccounts(context, ...args),
    takeSearch: searches.take,
  };
}
