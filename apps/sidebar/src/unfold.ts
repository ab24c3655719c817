import { copyText } from './host/copy-text.ts';
import { type ActionDeps, createActions, type DoAct } from './model/actions.ts';
import { foldOnEscape } from './view/unfold/fold-on-escape.ts';
import { type Unfold, unfoldWith } from './view/unfold/unfold.tsx';
import { loadUnfoldWords } from './words/unfold-load.ts';

interface UnfoldDeps extends Omit<ActionDeps, 'copyText' | 'say'> {
  readonly locale: string;
}

/** What only a click shows or does, in the reader's language. No ticket waits for it. */
export async function openUnfold(
  { locale, ...deps }: UnfoldDeps,
  page: Document,
): Promise<Unfold & { readonly doAct: DoAct }> {
  const say = await loadUnfoldWords(locale);
  const doAct = createActions({ ...deps, say, copyText: (text) => copyText(page, text) });
  page.addEventListener('keydown', foldOnEscape);
  return { ...unfoldWith(say), doAct };
}
