import type { HelpdeskGroup, Rollout } from '@sidelight/shared/setup/rollout.ts';
import { type GroupPhase, type RolloutDraft, withPilot } from '../../model/setup/rollout-draft.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';

/** The helpdesk's groups by name: who is in the pilot, who comes with the next phase. */
export function groupPick({ allGroups, areGroupsKnown }: Rollout, draft: RolloutDraft, ctx: SetupContext) {
  const { say, state, number } = ctx;
  const { ui } = say;
  const wanted = state.groupSearch.trim().toLocaleLowerCase();
  const all = withUnknown(allGroups, draft, ctx);
  const found = all.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <div class="part">
      <h3>
        {ui.groups}{' '}
        <span class="note">{fill(ui.chosen, number(draft.pilotGroups.length), number(withPilot(draft).length))}</span>
      </h3>
      {!areGroupsKnown && (
        <p class="note">
          {icon('dash')} {ui.groupsUnknown}
        </p>
      )}
      {all.length > 8 && (
        <input
          type="search"
          class="search"
          aria-label={ui.searchGroups}
          placeholder={ui.searchGroups}
          value={state.groupSearch}
          onInput={(event) => ctx.search(event.currentTarget.value)}
        />
      )}
      {all.length > 0 && found.length === 0 && <p class="note">{ui.noGroups}</p>}
      {found.length > 0 && (
        <div class="groups">
          <table>
            <thead>
              <tr>
                <th scope="col">{ui.group}</th>
                <th scope="col">{say.phase.pilot}</th>
                <th scope="col">{say.phase.groups}</th>
              </tr>
            </thead>
            <tbody>{found.map((group) => row(group, draft, ctx))}</tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** A group that was chosen and is not there any more can still be taken out. */
function withUnknown(all: readonly HelpdeskGroup[], draft: RolloutDraft, { say }: SetupContext): HelpdeskGroup[] {
  const known = new Set(all.map(({ id }) => id));
  const others = withPilot(draft).filter((id) => !known.has(id));
  return [...all, ...others.map((id) => ({ id, name: fill(say.ui.unknownGroup, id) }))];
}

function row({ id, name }: HelpdeskGroup, draft: RolloutDraft, ctx: SetupContext) {
  const { ui } = ctx.say;
  const isPilot = draft.pilotGroups.includes(id);
  const box = (phase: GroupPhase, isIn: boolean, words: string) => (
    <td>
      <input
        type="checkbox"
        aria-label={fill(words, name)}
        checked={isIn}
        disabled={phase === 'groups' && isPilot}
        onChange={() => ctx.toggleGroup(phase, id)}
      />
    </td>
  );
  return (
    <tr key={id}>
      <th scope="row">{name}</th>
      {box('pilotGroups', isPilot, ui.inPilot)}
      {box('groups', isPilot || draft.groups.includes(id), ui.inGroups)}
    </tr>
  );
}
