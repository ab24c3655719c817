import type { SetupCommands } from '../../model/setup/commands.ts';
import type { Connect } from '../../model/setup/connect.ts';
import type { Consents } from '../../model/setup/consent.ts';
import type { SetupPage } from '../../model/setup/page.ts';
import type { SetupState } from '../../model/setup/state.ts';
import type { Ticker } from '../../model/ticker.ts';
import type { Format } from '../../words/format.ts';
import type { SetupSay } from '../../words/setup-words.ts';
import type { Measures } from '../../words/status-format.ts';
import type { BasicWords } from '../../words/words.ts';

/** What every part of the setup page can say, format and do. All but the state never changes while the page lives. */
export interface SetupContext
  extends BasicWords,
    Format,
    Measures,
    Ticker,
    SetupPage,
    Connect,
    Consents,
    SetupCommands {
  readonly say: SetupSay;
  /** Changes to the other tab. */
  showStatus(): void;
  /** What is so right now. */
  readonly state: SetupState;
}
