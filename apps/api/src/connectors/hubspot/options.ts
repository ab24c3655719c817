import { z } from 'zod';

export const HubspotOptions = z.strictObject({ portalId: z.string().regex(/^\d+$/) });
