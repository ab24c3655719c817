import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ErasureReceipt, ErasureStep } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { put } from '../../words/put.ts';
import type { PrivacyContext } from './context.ts';
import { ownerIn, personOf } from './people.ts';
import { stateOf } from './state-of.tsx';

/** What came of an erasure, place by place: what is not done stands first. */
export function receipt(of: ErasureReceipt, ctx: PrivacyContext) {
  const { words, moment, open, saveReceipt } = ctx;
  const { id, steps, askedAt, askedBy, cause, reason, endedAt, nextAt, backupsUntil } = of;
  const [day] = backupsUntil?.split('T') ?? [];
  return (
    <section class="receipt" aria-labelledby="privacy-receipt">
      <h2 id="privacy-receipt">{words.receipt}</h2>
      <p role="status">{stateOf(of, ctx)}</p>
      <p class="note">
        {put(words.number, { id })}. {put(words.asked, { at: moment(askedAt) })};{' '}
        {put(words.cause[cause], { who: personOf(askedBy) })}.{reason && ` ${words.reason[reason]}.`}
        {endedAt !== undefined && ` ${put(words.ended, { at: moment(endedAt) })}.`}
        {nextAt !== undefined && ` ${put(words.next, { at: moment(nextAt) })}.`}
      </p>
      <p>{day === undefined ? words.backupsLater : put(words.backups, { at: moment(day) })}</p>
      <ul class="places">{steps.map((step) => line(step, nextAt, ctx))}</ul>
      <div class="buttons">
        <button type="button" class="btn main" onClick={saveReceipt}>
          {words.saveReceipt}
        </button>
        <button type="button" class="btn" onClick={() => open(undefined)}>
          {words.closeReceipt}
        </button>
      </div>
    </section>
  );
}

function nameOf({ place, ref }: ErasureStep, { words }: PrivacyContext): string {
  const process = /^memory of process (.+)$/.exec(place)?.[1];
  if (process !== undefined) return put(words.place.process, { id: process });
  const [system = '', mark = ''] = place.split(' ');
  const told = ownValue(words.system, system);
  if (told !== undefined) return `${told} ${ref ?? mark}`;
  return ownValue(words.place, place) ?? place;
}

/** What these do is not counted in rows. */
const isTold = ({ place }: ErasureStep): boolean => /^(marks|memory)\b/.test(place) || / /.test(place);

function line(step: ErasureStep, nextAt: string | undefined, ctx: PrivacyContext) {
  const { words, number, moment } = ctx;
  const { place, state, rows, at, tries, reason, owner } = step;
  return (
    <li key={place}>
      <span>{nameOf(step, ctx)}</span>
      {state === 'done' ? (
        <>
          <span>
            {isTold(step)
              ? words.step.told
              : rows === 0
                ? words.step.nothing
                : put(words.step.done, {
                    rows: rows === 1 ? words.rows.one : put(words.rows.other, { count: number(rows) }),
                  })}
          </span>
          <time dateTime={at} class="note">
            {moment(at)}
          </time>
        </>
      ) : (
        <>
          <span class="trouble">
            {reason === 'still_held' || reason === 'not_asked' ? words.step[reason] : words.step.failed}
          </span>
          <span>{owner !== undefined && put(words.step.owner, { owner: ownerIn(words, owner) })}</span>
          <span class="note">
            {put(words.step.tried, {
              count: number(tries),
              at: moment(at),
              next: nextAt === undefined ? '–' : moment(nextAt),
            })}
          </span>
        </>
      )}
    </li>
  );
}
