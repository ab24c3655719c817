import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createBuilder, type Rolldown } from 'vite';

/**
 * What the leads' page may ship, gzipped, in bytes: German and the helpdesk's SDK among it. Counted apart: the tabs;
 * what is behind each of them, loaded when it is opened, with its style inside it; and what it says, of which one
 * language is loaded: the bigger one counts.
 */
const LIMITS = {
  // A few bytes more or less with the names of the chunks it can load.
  pageScript: 28_200,
  // The way out at its foot, loaded when it stands, with the longer of two languages.
  signOut: 1_500,
  // The map and the measures, fetched once the incidents are drawn.
  pageLater: 6_000,
  // Lists behind the counts, copies and the post-mortem, fetched then too; nothing waits for them.
  pageLists: 3_400,
  // What a maintenance is planned or changed in, fetched when it is opened.
  pagePlan: 1_200,
  pageStyle: 6_000,
  // The fifth tab, and the way from one to another, came to it.
  tabsScript: 1_600,
  // How a sign-in stands, and what its vendor still knows of one that was ended, came to it.
  // What of a key its vendor does not say came to it.
  setupScript: 18_450,
  setupWords: 10_000,
  // Webhooks of vendors' own apps, loaded when the setup page stands, with the longer of two languages.
  setupLater: 4_500,
  // Who decides which tickets an agent sees, loaded then too, with the longer of two languages.
  setupCheck: 2_200,
  // Keys, members of groups and the preview, loaded then too, with their style and the longer of two languages.
  // What a sign-in may do, and the way to revoke it, came to it.
  // That of some keys the vendor does not say it, too.
  setupParts: 7_050,
  // Fields that are set aside, filled and proposed, pauses and samples came to it.
  // What the Audit page uses as well is a chunk of its own now, which packs a little worse.
  syncScript: 15_150,
  // Notes in the CRM have words of their own.
  syncWords: 6_400,
  // Records without a partner or twice, loaded when the Sync page stands, with the longer of two languages.
  syncLater: 3_500,
  // How the CRM's journal is read, loaded where there is one.
  syncJournal: 1_300,
  // With its style and the longer of two languages.
  audit: 6_900,
  // The same; what it says of looks is in the words of the Audit page, which count there.
  privacy: 9_500,
};
const APART = [
  'page-tabs',
  'setup',
  'sync',
  'app-webhooks',
  'details',
  'sync-unpaired',
  'lists',
  'setup-parts',
  'sync-journal',
  'audit',
  'plan-form',
  'privacy',
  'agent-check',
  'page-sign-out',
];
const WORDS = {
  setup: ['setup-say-en', 'setup-say-de', 'setup-say-en-gb'],
  sync: ['sync-en', 'sync-de'],
  later: ['app-webhooks-en', 'app-webhooks-de'],
  parts: ['setup-parts-en', 'setup-parts-de'],
  syncLater: ['sync-unpaired-en', 'sync-unpaired-de'],
  journal: ['sync-journal-en', 'sync-journal-de'],
  audit: ['audit-en', 'audit-de'],
  privacy: ['privacy-en', 'privacy-de'],
  check: ['agent-check-en', 'agent-check-de'],
  signOut: ['sign-out-en', 'sign-out-de'],
};
const PAGE = 'nav_bar';

interface PageSize {
  readonly what: keyof typeof LIMITS;
  readonly bytes: number;
  readonly limit: number;
}

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

/** Builds the leads' pages in memory, as they are shipped, and weighs the big one. */
export async function measurePage(): Promise<readonly PageSize[]> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const options = { root, configFile: `${root}vite.config.ts`, logLevel: 'silent', build: { write: false } } as const;
  const builder = await createBuilder(options);
  const pages = builder.environments.status;
  const built = pages && (await builder.build(pages));
  if (!built || !('output' in built)) throw new Error('expected one build');
  const html = built.output.find(({ fileName }) => fileName === `${PAGE}.html`);
  const page = loadedBy(PAGE, built.output, APART);
  const [tabs, setup, sync, later, details, syncLater, lists, parts, journal, audit, plan, privacy, check, out] =
    APART.map((name) => loadedBy(name, built.output, APART).filter((file) => !page.includes(file)));
  if (
    !tabs?.length ||
    !setup?.length ||
    !sync?.length ||
    !later?.length ||
    !details?.length ||
    !syncLater?.length ||
    !lists?.length ||
    !parts?.length ||
    !journal?.length ||
    !audit?.length ||
    !plan?.length ||
    !privacy?.length ||
    !check?.length ||
    !out?.length
  )
    throw new Error('the tabs and what is behind them are no chunks of their own');
  const bytes = {
    pageScript: weight(page),
    pageLater: weight(details),
    pageLists: weight(lists),
    pagePlan: weight(plan),
    pageStyle: html?.type === 'asset' ? gzipped(styleIn(String(html.source))) : 0,
    tabsScript: weight(tabs),
    ...{ setupScript: scriptOf(setup, WORDS.setup), setupWords: wordsOf(setup, WORDS.setup) },
    setupLater: scriptOf(later, WORDS.later) + wordsOf(later, WORDS.later),
    setupParts: scriptOf(parts, WORDS.parts) + wordsOf(parts, WORDS.parts),
    ...{ syncScript: scriptOf(sync, WORDS.sync), syncWords: wordsOf(sync, WORDS.sync) },
    syncLater: scriptOf(syncLater, WORDS.syncLater) + wordsOf(syncLater, WORDS.syncLater),
    syncJournal: scriptOf(journal, WORDS.journal) + wordsOf(journal, WORDS.journal),
    setupCheck: scriptOf(check, WORDS.check) + wordsOf(check, WORDS.check),
    signOut: scriptOf(out, WORDS.signOut) + wordsOf(out, WORDS.signOut),
    audit: scriptOf(audit, WORDS.audit) + wordsOf(audit, WORDS.audit),
    privacy: scriptOf(privacy, [...WORDS.privacy, ...WORDS.audit]) + wordsOf(privacy, WORDS.privacy),
  };
  const whats = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
  return whats.map((what) => ({ what, bytes: bytes[what], limit: LIMITS[what] }));
}

const weight = (scripts: readonly Rolldown.OutputChunk[]): number =>
  scripts.reduce((sum, { code }) => sum + gzipped(code), 0);

const scriptOf = (scripts: readonly Rolldown.OutputChunk[], words: readonly string[]): number =>
  weight(scripts.filter(({ name }) => !words.includes(name)));
const wordsOf = (scripts: readonly Rolldown.OutputChunk[], words: readonly string[]): number =>
  Math.max(...words.map((language) => weight(scripts.filter(({ name }) => name === language))));

/** Every script that a page or a chunk can come to load, but for the `others`, which are chunks of their own. */
function loadedBy(
  name: string,
  output: Rolldown.RolldownOutput['output'],
  others: readonly string[],
): Rolldown.OutputChunk[] {
  const chunks = output.filter((file) => file.type === 'chunk');
  const loaded = new Set(chunks.filter((chunk) => (chunk.isEntry || chunk.isDynamicEntry) && chunk.name === name));
  for (const { imports, dynamicImports } of loaded) {
    for (const fileName of [...imports, ...dynamicImports]) {
      const chunk = chunks.find((one) => one.fileName === fileName);
      if (chunk && !others.includes(chunk.name)) loaded.add(chunk);
    }
  }
  return [...loaded];
}

const styleIn = (html: string): string => /<style[^>]*>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
