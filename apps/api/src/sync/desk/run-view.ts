import type { SampleRecord, SyncRunView } from '@sidelight/shared/sync/sync-report.ts';
import type { SyncRun } from '../../store/sync-runs.ts';
import type { Side } from '../canonical/canon.ts';
import type { Sample } from '../sample.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { plainValue } from './plain-value.ts';

export interface RunViewDeps {
  readonly fields: DeskFields;
  readonly reader: Reader;
  urlOf(object: string, side: Side, recordId: string): string | undefined;
}

/** A comparison as a person sees it. `sample`: of a dry run that is over. */
export function runView(deps: RunViewDeps, run: SyncRun, sample: Sample): SyncRunView {
  const { fields, reader } = deps;
  const { id, object, field, kind, state, progress, result, reason, askedBy, askedAt, endedAt, pausedBy } = run;
  const writes = Object.entries(result?.writes ?? {}).map(([name, of]) => ({
    ...{ field: name, label: fields.fieldLabel(object, name, reader), left: of.left, right: of.right },
  }));
  return {
    ...{ id, kind, state, askedBy, askedAt },
    ...(field !== undefined && { field, fieldLabel: fields.fieldLabel(object, field, reader) }),
    ...(progress && { progress }),
    ...(result && {
      result: { ...result, writes: writes.toSorted((a, b) => b.left + b.right - (a.left + a.right)) },
    }),
    ...(sample.length > 0 && { sample: sample.map((one) => sampleView(deps, object, one)) }),
    ...(reason !== undefined && { reason }),
    ...(endedAt !== undefined && { endedAt }),
    ...(pausedBy !== undefined && endedAt === undefined && { pausedBy }),
  };
}

function sampleView(
  { fields, reader, urlOf }: RunViewDeps,
  object: string,
  { left, right, changes }: Sample[number],
): SampleRecord {
  const [leftUrl, rightUrl] = [urlOf(object, 'left', left), urlOf(object, 'right', right)];
  return {
    ...{ left, right },
    urls: { ...(leftUrl !== undefined && { left: leftUrl }), ...(rightUrl !== undefined && { right: rightUrl }) },
    changes: changes.map(({ field, side, from, to }) => ({
      ...{ field, side, label: fields.fieldLabel(object, field, reader) },
      ...(fields.mayShow(object, field, reader) && { from: plainValue(from), to: plainValue(to) }),
    })),
  };
}
