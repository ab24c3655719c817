/** What is said of who decides which tickets an agent sees. */
export interface AgentCheckWords {
  readonly title: string;
  readonly isOff: string;
  readonly isOn: string;
  readonly costs: string;
  readonly switchOn: string;
  readonly switchOff: string;
  readonly switching: string;
  readonly sure: string;
  readonly yes: string;
  readonly no: string;
  readonly missing: string;
  readonly cannotAsk: string;
}
