import type { WhoBy } from '@sidelight/shared/privacy/privacy-page.ts';
import { WHO_TEXT } from '@sidelight/shared/privacy/who-text.ts';
import type { PrivacyContext } from './context.ts';
import { erasures } from './erasures.tsx';
import { person } from './person.tsx';
import { trouble } from './trouble.tsx';

const WAYS: readonly WhoBy[] = ['email', 'user', 'ticket', 'contact'];

/** The whole page, a total function of its state. */
export function privacyPage(ctx: PrivacyContext) {
  const { words, privacy } = ctx;
  const { busy, report } = privacy;
  return (
    <main class="status privacy">
      <h1>{words.title}</h1>
      <p class="note">{words.hint}</p>
      {form(ctx)}
      {trouble('person', ctx, ctx.show)}
      <p class="sr" role="status">
        {busy ? words.busy[busy] : ''}
      </p>
      {busy === 'showing' && <span class="bar wide" />}
      {report && person(report, ctx)}
      {erasures(ctx)}
    </main>
  );
}

function form(ctx: PrivacyContext) {
  const { words, privacy, type } = ctx;
  const { who, busy } = privacy;
  const submit = (event: Event) => {
    event.preventDefault();
    if (who.text.trim() !== '') ctx.show();
  };
  return (
    <form onSubmit={submit}>
      <label>
        {words.find}
        <select
          value={who.by}
          onChange={({ currentTarget }) => type({ by: WAYS.find((by) => by === currentTarget.value) ?? 'email' })}
        >
          {WAYS.map((by) => (
            <option key={by} value={by}>
              {words.by[by]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.who}
        <input
          type="text"
          required
          maxLength={320}
          pattern={`\\s*${WHO_TEXT[who.by]}\\s*`}
          title={words.by[who.by]}
          autocomplete="off"
          spellcheck={false}
          value={who.text}
          onInput={({ currentTarget }) => type({ text: currentTarget.value })}
        />
      </label>
      <button type="submit" class="btn main" disabled={busy !== undefined}>
        {busy === 'showing' ? words.busy.showing : words.show}
      </button>
    </form>
  );
}
