import type { CommonWords } from '../words/words.ts';
import { icon } from './icon.tsx';

/**
 * Opens a record in its own system. Vendor addresses are data: only the web's two schemes are followed.
 * `about` says what it opens where the words on it do not.
 */
export function outLink(href: string, { ui }: Pick<CommonWords, 'ui'>, words = ui.open, about = '', look = 'link') {
  return (
    /^https?:\/\//i.test(href) && (
      <a class={look} href={href} target="_blank" rel="noopener noreferrer">
        {words}
        {icon('out')}
        <span class="sr">{` ${about} (${ui.newTab})`}</span>
      </a>
    )
  );
}
