import { z } from 'zod';

/** Who sees the sidebar. Each is wider than the one before. `sandbox`: admins only. */
export const Phase = z.enum(['sandbox', 'pilot', 'groups', 'everyone']);
export type Phase = z.infer<typeof Phase>;
