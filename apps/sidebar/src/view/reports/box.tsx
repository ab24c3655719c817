import type { IssueReport, IssueRequest } from '@sidelight/shared/customer/ticket-issues.ts';
import { Component } from 'preact';
import type { ReportCommands, Standing } from '../../model/reports.ts';
import type { ReportsWords } from '../../words/reports-words.ts';
import { fill } from '../../words/words.ts';

interface Given {
  readonly ticketId: string;
  readonly issueId: string;
  readonly title: string;
  readonly words: ReportsWords;
  readonly read: ReportCommands['read'];
  readonly tell: ReportCommands['say'];
  date(iso: string): string;
}

interface State {
  readonly now?: Standing;
  /** What could not be read or done. */
  readonly failed?: 'read' | 'done' | undefined;
  readonly busy?: boolean;
}

/** How many tickets report an issue, and what this one may do: be one of them, and wait for its end. */
export class ReportBox extends Component<Given, State> {
  override componentDidMount() {
    void this.read();
  }

  read = async () => {
    const now = await this.props.read(this.props.ticketId, this.props.issueId);
    this.setState(now ? { now, failed: undefined } : { failed: 'read' });
  };

  press = async (want: IssueRequest['want']) => {
    const { now, busy } = this.state;
    if (!now || busy) return;
    this.setState({ busy: true });
    const report = await this.props.tell(this.props.ticketId, { issue: this.props.issueId, want });
    this.setState({ busy: false, failed: report ? undefined : 'done', ...(report && { now: { ...now, report } }) });
  };

  override render({ words }: Given) {
    const { now, failed } = this.state;
    if (failed === 'read') return <p class="note">{words.notRead}</p>;
    if (!now) return <span class="bar" />;
    const { report, canTell } = now;
    return (
      report && (
        <div data-report={report.id}>
          <p role="status">
            {countOf(report, words)}
            {failed && ` ${words.refused}`}
          </p>
          <p class="buttons">
            {this.button(report.isLinked ? 'unlink' : 'link')}
            {canTell && !report.toldAt && this.button(report.isAwaited ? 'do_not_tell' : 'tell')}
          </p>
          <p class="note">{this.meaning(report, canTell)}</p>
        </div>
      )
    );
  }

  button(want: IssueRequest['want']) {
    const { words, title } = this.props;
    return (
      <button type="button" class="btn" aria-disabled={this.state.busy} onClick={() => this.press(want)}>
        {words[want]}
        <span class="sr"> {title}</span>
      </button>
    );
  }

  /** What pressing does, or has done. */
  meaning({ isAwaited, toldAt, note }: IssueReport, canTell: boolean): string {
    const { words, date } = this.props;
    const { told, telling, untold } = words;
    if (toldAt) return fill(note === 'refused' ? untold : note === 'waiting' ? telling : told, date(toldAt));
    if (isAwaited) return words.awaited;
    return canTell ? `${words.kept} ${words.willTell}` : words.kept;
  }
}

const countOf = ({ tickets }: IssueReport, { none, one, some }: ReportsWords): string =>
  tickets === 0 ? none : tickets === 1 ? one : fill(some, String(tickets));
