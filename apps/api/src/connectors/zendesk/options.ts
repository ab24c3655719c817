import { z } from 'zod';

export const ZendeskOptions = z.strictObject({});
