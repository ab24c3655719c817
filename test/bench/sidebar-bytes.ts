import { measureBudget } from '../../apps/sidebar/budget.ts';
import { atMost, type Row } from './row.ts';

const names = {
  script: 'sidebar, all JS with the SDK, gzip',
  banner: 'the banner, fetched beside the first question, gzip',
  scriptInGerman: 'the same with German beside English, gzip',
  british: 'what Britain spells otherwise, for those who read it, gzip',
  style: 'sidebar CSS, gzip',
  onDemand: 'what opens on demand beside a ticket, gzip',
  losses: 'what is said of values that could not be had, gzip',
  answers: 'answers to be put right, where there are any, gzip',
  find: 'the search of the CRM, for who opens it, gzip',
  reports: 'what is said of a ticket and a known issue, for who unfolds one, gzip',
  reveal: 'what shows a masked value, for who unfolds one, gzip',
  signOut: 'the way out below the last card, gzip',
  keys: 'arrow keys inside a card, for whoever goes by key, gzip',
  synced: 'the fields of both systems below the cards, where sync is on, gzip',
} as const;

export async function sidebarBytes(): Promise<Row[]> {
  const sizes = await measureBudget();
  return sizes.map(({ what, bytes, limit }) => atMost(names[what], bytes / 1000, limit / 1000, 'kB'));
}
