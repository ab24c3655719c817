import type { SigningOut, SignOutStep } from '../../model/sign-out/sign-out.ts';
import type { SignOutWords } from '../../words/sign-out-words.ts';

export interface SignOutContext {
  readonly words: SignOutWords;
  readonly state: SigningOut;
  /** Of the button that is always there. */
  readonly look: 'btn' | 'link';
  take(step: SignOutStep): void;
}

/** The way out, at the foot of each page; asked twice. */
export function signOutFoot({ words, state, look, take }: SignOutContext) {
  const isUnderWay = state === 'under_way';
  const button = (step: SignOutStep, text: string, own = 'btn') => (
    <button type="button" class={own} disabled={isUnderWay} onClick={() => take(step)}>
      {text}
    </button>
  );
  return (
    <footer class="buttons">
      {state === 'not_asked' ? (
        button('ask', words.ask, look)
      ) : (
        <>
          <span>{words.sure}</span> {button('do', words.do, 'btn main')} {button('cancel', words.cancel)}
        </>
      )}
      <span role="status">{state === 'failed' && words.failed}</span>
    </footer>
  );
}
