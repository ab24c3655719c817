import { ownValue } from '@sidelight/shared/own-property.ts';
import { isDryRun } from '@sidelight/shared/sync/dry-run.ts';
import type { SyncRun } from '../store/sync-runs.ts';
import type { Progress, Reconciled } from '../sync/reconciled.ts';
import type { Sample } from '../sync/sample.ts';
import { amount, minute, sideNames } from './sync-words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  reading_left: `reading the ${sideNames.left}`,
  reading_right: `reading the ${sideNames.right}`,
  comparing: 'comparing',
  writing: 'deciding what is written',
};
const reasons: Readonly<Record<string, string>> = {
  not_connected: 'the CRM or the helpdesk is not connected, or cannot do this',
  switched_off: 'it was switched off meanwhile',
  aside: 'its property does not fit the map any more',
};

export const progressLine = ({ object, progress }: SyncRun): string =>
  progress ? `${object}: ${phases[progress.phase]}, ${progress.done.toLocaleString('en')} records` : `${object}: begun`;

function kindOf(run: SyncRun): string {
  if (run.field !== undefined) return `${isDryRun(run) ? 'dry run' : 'backfill'} of ${run.field}`;
  return isDryRun(run) ? 'dry run' : 'comparison';
}

/** In one line: how it stands, or what came of it. */
export function runLine(run: SyncRun): string {
  const asked = `${kindOf(run)} asked for ${minute(run.askedAt)} by ${run.askedBy}`;
  return `${asked}: ${cameOf(run)}`;
}

function cameOf(run: SyncRun): string {
  const { state, result, reason } = run;
  if (state === 'paused') return `paused by ${run.pausedBy ?? 'nobody'}${run.progress ? `, ${progressLine(run)}` : ''}`;
  if (run.pausedBy !== undefined && state === 'running') return `about to be paused by ${run.pausedBy}`;
  if (state === 'waiting') return 'no server has begun it';
  if (state === 'running') return run.progress ? progressLine(run) : 'under way';
  if (state === 'failed')
    return `failed, ${ownValue(reasons, reason ?? '') ?? reason?.replaceAll('_', ' ') ?? 'nobody knows why'}`;
  return result ? headline(run, result) : 'done';
}

const waves: Readonly<Record<NonNullable<Reconciled['refused']>, string>> = {
  deletes: 'so many records are gone from one side that nothing was done',
  changes: 'so many records would change that nothing was done',
  creations: 'so many records would be made that nothing was done',
};

function headline(run: SyncRun, result: Reconciled): string {
  if (result.refused && !isDryRun(run)) {
    const { object, field } = run;
    if (field !== undefined)
      return `${waves[result.refused]}; \`sidelight sync backfill ${object} ${field} --dry-run\` shows it`;
    return `${waves[result.refused]}; if that is right, say it again with --approve`;
  }
  const n = Object.values(result.writes).reduce((sum, { left, right }) => sum + left + right, 0);
  const made = (['left', 'right'] as const)
    .filter((side) => result.creations[side] > 0)
    .map((side) => `${amount(result.creations[side], 'record')} in the ${sideNames[side]}`)
    .join(' and ');
  if (n === 0 && made === '') return isDryRun(run) ? 'this would change nothing' : 'nothing was to be changed';
  const changed = n === 0 ? '' : `${amount(n, 'value')} on ${amount(result.changed, 'record')}`;
  if (isDryRun(run))
    return `this would ${[changed && `change ${changed}`, made && `make ${made}`].filter(Boolean).join(' and ')}`;
  return [changed && `${changed} needed a change`, made && `${made} to be made`].filter(Boolean).join(', ');
}

/** Everything a run found, for a person to decide by. Counts, and which records; no values. */
export function resultLines(run: SyncRun, sample: Sample = []): readonly string[] {
  const { result } = run;
  if (!result) return [`${run.object}: ${runLine(run)}`];
  const { left, right, linked, newLinks, alone, creations, ambiguous, writes, asked, unreadable, gone } = result;
  const both = (of: { readonly left: number; readonly right: number }) =>
    `${of.left.toLocaleString('en')} in the ${sideNames.left}, ${of.right.toLocaleString('en')} in the ${sideNames.right}`;
  const fields = Object.entries(writes).toSorted(([, a], [, b]) => b.left + b.right - (a.left + a.right));
  const widest = Math.max(0, ...fields.map(([field]) => field.length));
  return [
    `${run.object}: ${runLine(run)}`,
    ...fields.map(([field, of]) => `  ${field.padEnd(widest)}  ${both(of)}`),
    `records                ${both({ left, right })}`,
    `pairs                  ${linked.toLocaleString('en')}, of which ${newLinks.toLocaleString('en')} ${isDryRun(run) ? 'would be new links' : 'are new links'}`,
    `without a partner      ${both(alone)}`,
    `${isDryRun(run) ? 'would be made         ' : 'to be made            '} ${both(creations)}`,
    `several partners fit   ${amount(ambiguous, 'record')}`,
    `for a person to decide ${amount(asked, 'field')}`,
    `gone from a side       ${both(gone)}`,
    `nobody can read        ${amount(unreadable, 'value')}`,
    ...(sample.length > 0 ? ['for example'] : []),
    ...sample.map(sampleLine),
  ];
}

const sampleLine = ({ left, right, changes }: Sample[number]): string =>
  `  ${left} in the CRM, ${right} in the helpdesk: ${changes
    .map(({ field, side }) => `${field} to the ${sideNames[side]}`)
    .join(', ')}`;
