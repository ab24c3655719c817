import { pin, reject } from '../context/identify/pick.ts';
import { searchAccounts } from '../context/identify/search.ts';
import type { LinksRouteDeps } from '../http/links-route.ts';
import type { TenantContext } from './tenant-context.ts';

/** What agents say of whose account a requester's is. */
export const createTenantLinks = (context: TenantContext): LinksRouteDeps => ({
  pin: (...args) => pin(context, ...args),
  reject: (...args) => reject(context, ...args),
  search: (...args) => searchAccounts(context, ...args),
  takeSearch: context.searches.take,
});
