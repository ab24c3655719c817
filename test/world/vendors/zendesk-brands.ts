import type { Company } from '../company/company.ts';
import { ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { Directory } from './zendesk-directory.ts';
import { notFound } from './zendesk-errors.ts';
import { zendeskTime } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';

/** The account's own, and one that agents of the company are sent to as well. Help centres may be elsewhere. */
const brands = [
  { id: 360030, name: 'Acme', subdomain: 'acme', url: 'https://help.acme.example', isDefault: true },
  { id: 360031, name: 'Acme Europe', subdomain: 'acme-eu', url: 'https://acme-eu.zendesk.com', isDefault: false },
] as const;

export function brandRoutes(company: Company, directory: Directory, origin: () => string): readonly Route[] {
  const at = zendeskTime(company.clock.day(-1000));
  const brandObject = ({ id, name, subdomain, url, isDefault }: (typeof brands)[number]) => ({
    url: `${origin()}/api/v2/brands/${id}.json`,
    id,
    name,
    brand_url: url,
    subdomain,
    host_mapping: isDefault ? new URL(url).hostname : null,
    has_help_center: true,
    help_center_state: 'enabled',
    active: true,
    default: isDefault,
    is_deleted: false,
    logo: null,
    ticket_form_ids: [360020],
    signature_template: '{{agent.signature}}',
    created_at: at,
    updated_at: at,
  });
  return [
    {
      method: 'get',
      path: /^\/api\/v2\/brands(?:\.json)?$/,
      handle: (req) => ok(pageOf(req, 'brands', brands.map(brandObject))),
    },
    {
      method: 'get',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/brand_agents(?:\.json)?$/,
      handle(req) {
        const user = directory.user(Number(req.params.id));
        if (!user) return notFound();
        const memberOf = (brandId: number) => ({
          ...{
            id: String(user.id * 100 + brandId),
            url: `${origin()}/api/v2/brand_agents/${user.id * 100 + brandId}.json`,
          },
          ...{ brand_id: brandId, user_id: user.id, created_at: at, updated_at: at },
        });
        return ok(pageOf(req, 'brand_agents', (user.brandIds ?? []).map(memberOf)));
      },
    },
  ];
}
