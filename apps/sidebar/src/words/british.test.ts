import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadAgentCheckWords } from './agent-check-load.ts';
import { loadAnswersWords } from './answers-load.ts';
import { loadAppWebhooksWords } from './app-webhooks-load.ts';
import { loadAuditWords } from './audit-load.ts';
import { loadBackgroundWords } from './background-load.ts';
import { loadBannerWords } from './banner-load.ts';
import { en } from './en.ts';
import { loadFindWords } from './find-load.ts';
import { createFormat } from './format.ts';
import { loadWords } from './load-words.ts';
import { loadPrivacyWords } from './privacy-load.ts';
import { loadReportsWords } from './reports-load.ts';
import { loadRevealWords } from './reveal-load.ts';
import { loadSetupWords } from './setup-load.ts';
import { loadSetupPartsWords } from './setup-parts-load.ts';
import { loadSignOutWords } from './sign-out-load.ts';
import { loadPageWords } from './status-load.ts';
import { loadSyncJournalWords } from './sync-journal-load.ts';
import { loadSyncWords } from './sync-load.ts';
import { loadSyncUnpairedWords } from './sync-unpaired-load.ts';
import { loadSyncedWords } from './synced-load.ts';
import { loadUnfoldWords } from './unfold-load.ts';

/** Spelled otherwise in Britain. */
const AMERICAN =
  /\b(?:\w+(?:ganiz|horiz|cogniz|mariz|maliz|roniz|nimiz|ritiz|tomiz|goriz|timiz|ializ)\w*|analyz\w*|(?:col|fav|behavi|lab|hon)or\w*|cent(?:er)\b(?! →)|catalog\b|cancel(?:ed|ing)\b|label(?:ed|ing)\b|travel(?:ed|ing)\b|fulfill\b|enroll\b|licens(?:e is|es are)\b|defense|gray|practiced|practicing|practice an)/i;

const texts = (words: unknown): readonly string[] =>
  typeof words === 'string'
    ? [words]
    : typeof words === 'object' && words !== null
      ? Object.values(words).flatMap(texts)
      : [];

const loaders: readonly (readonly [string, (locale: string) => Promise<unknown>])[] = [
  ['the sidebar', loadWords],
  ['what is unfolded in it', loadUnfoldWords],
  ['answers at risk', loadAnswersWords],
  ['the banner', loadBannerWords],
  ['corrections', loadSyncedWords],
  ['the warning', loadBackgroundWords],
  ['the page for leads', loadPageWords],
  ['setup', loadSetupWords],
  ['the webhooks of the package', loadAppWebhooksWords],
  ['the parts of setup', loadSetupPartsWords],
  ['sync', loadSyncWords],
  ['what has no partner', loadSyncUnpairedWords],
  ['the search', loadFindWords],
  ['who reported an issue', loadReportsWords],
  ['what is shown for a minute', loadRevealWords],
  ['the audit trail', loadAuditWords],
  ['what sync wrote', loadSyncJournalWords],
  ['who decides which tickets are seen', loadAgentCheckWords],
  ['the page for privacy', loadPrivacyWords],
  ['the way out', loadSignOutWords],
];

describe('British English', () => {
  it('is looked for in every text that there is to load', async () => {
    const files = await readdir(import.meta.dirname);
    expect(loaders.length).toBe(files.filter((name) => /(?:^load-words|-load)\.ts$/.test(name)).length);
  });

  it.each(loaders)('%s has no word as only Americans spell it', async (_, load) => {
    const said = texts(await load('en-GB'));
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((text) => AMERICAN.test(text))).toEqual([]);
    // And only what differs is another text.
    const american = texts(await load('en-US'));
    const differing = said.filter((text, i) => text !== american[i]);
    expect(american.filter((text) => AMERICAN.test(text)).length).toBe(differing.length);
  });

  it('is for Britain alone; the day comes before the month there', async () => {
    for (const locale of ['en', 'en-US', 'en-CA', 'fr-FR', 'english']) expect(await loadWords(locale)).toBe(en);
    expect((await loadWords('en-GB')).evidence.organization_external_id).toBe('organisation ID');
    const nowMs = Date.parse('2026-11-29T12:00:00Z');
    expect(createFormat('en-GB').date('2027-03-20', nowMs)).toBe('20 Mar 2027');
    expect(createFormat('en-US').date('2027-03-20', nowMs)).toBe('Mar 20, 2027');
  });
});
