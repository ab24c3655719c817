import type { ErasureItem } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { put } from '../../words/put.ts';
import type { PrivacyContext } from './context.ts';
import { personOf } from './people.ts';
import { receipt } from './receipt.tsx';
import { stateOf } from './state-of.tsx';
import { trouble } from './trouble.tsx';

/** Every erasure, those that are not over first, and the receipt that is open. */
export function erasures(ctx: PrivacyContext) {
  const { words, privacy, number, readErasures } = ctx;
  const { erasures: all, trouble: wrong } = privacy;
  return (
    <>
      {privacy.receipt && receipt(privacy.receipt, ctx)}
      <section aria-labelledby="privacy-erasures">
        <h2 id="privacy-erasures">{words.erasures}</h2>
        {trouble('erasures', ctx, readErasures)}
        {!all && !wrong.erasures && <span class="bar wide" />}
        {all?.items.length === 0 && <p class="calm">{words.none}</p>}
        {all && all.items.length > 0 && (
          <>
            <p class="note">{words.erasuresHint}</p>
            <ul class="places">{all.items.map((item) => erasure(item, ctx))}</ul>
            {all.isMore && <p class="note">{put(words.moreErasures, { count: number(all.items.length) })}</p>}
          </>
        )}
      </section>
    </>
  );
}

function erasure(item: ErasureItem, ctx: PrivacyContext) {
  const { words, moment, open } = ctx;
  const { id, askedAt, askedBy, cause } = item;
  return (
    <li key={id}>
      {stateOf(item, ctx)}
      <span class="note">
        {put(words.asked, { at: moment(askedAt) })}; {put(words.cause[cause], { who: personOf(askedBy) })}
      </span>
      <span class="note">{put(words.number, { id: id.slice(0, 8) })}</span>
      <button type="button" class="link" onClick={() => open(id)} aria-label={`${words.receipt} ${id.slice(0, 8)}`}>
        {words.receipt}
      </button>
    </li>
  );
}
