import type { ComponentChildren } from 'preact';
import { sectionId } from '../../model/setup/ids.ts';
import { type Progress, SECTIONS, type Section } from '../../model/setup/progress.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';

/** Its number, or how it ended. */
export const sectionSign = (section: Section, state: Progress['sections'][Section]) => (
  <span class={`num ${state}`} aria-hidden="true">
    {state === 'done' ? icon('check') : state === 'wrong' ? '!' : SECTIONS.indexOf(section) + 1}
  </span>
);

/** One of the four numbered parts of the page. */
export function sectionOf(
  section: Section,
  progress: Progress,
  note: string,
  ctx: SetupContext,
  children: ComponentChildren,
) {
  const id = sectionId(section);
  const state = progress.sections[section];
  return (
    <section key={section} class="step" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {sectionSign(section, state)} {ctx.say.section[section]} <span class="quiet">{note}</span>
      </h2>
      {children}
    </section>
  );
}
