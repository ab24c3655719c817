import type { Sync } from '@sidelight/shared/map/sync.ts';

/** What is switched on and off by itself: kinds of records, and what tickets become in the CRM. */
export const switchedIn = ({ objects, activities }: Sync): readonly string[] => [
  ...Object.keys(objects),
  ...Object.keys(activities),
];
