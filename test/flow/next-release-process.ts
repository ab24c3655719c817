import { serve } from '@sidelight/api/serve.ts';
import { nextMigrations } from '../conformance/next-release.ts';

/** The service as the release after this one would run it: the same, with one more migration. */
serve(process.env, { migrations: nextMigrations });
