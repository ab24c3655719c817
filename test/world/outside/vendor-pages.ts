import { Router } from 'express';
import { z } from 'zod';
import { isVendor, type Vendor } from '../systems.ts';

/** What a vendor says of itself, in the words of its status page. */
export const VendorSays = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.string().min(1).max(200),
});
export type VendorSays = z.infer<typeof VendorSays>;

export interface VendorPages {
  readonly router: Router;
  set(vendor: Vendor, says: VendorSays): void;
  clear(): void;
}

const CALM: VendorSays = { indicator: 'none', description: 'All Systems Operational' };

/** The vendors' own status pages: `/status/<vendor>/api/v2/summary.json`. What they say is not what is so. */
export function createVendorPages(): VendorPages {
  const said = new Map<Vendor, VendorSays>();
  const router = Router().get('/status/:vendor/api/v2/summary.json', (req, res) => {
    const { vendor } = req.params;
    if (!isVendor(vendor)) return void res.status(404).json({ error: 'not found' });
    res.json({
      page: { id: `page-${vendor}`, name: vendor, url: `https://status.${vendor}.example`, time_zone: 'Etc/UTC' },
      components: [],
      incidents: [],
      scheduled_maintenances: [],
      status: said.get(vendor) ?? CALM,
    });
  });
  return { router, set: (vendor, says) => void said.set(vendor, says), clear: () => said.clear() };
}
