import { Component, type ComponentChildren } from 'preact';
import type { ViewContext } from './context.ts';

interface Props {
  readonly ctx: ViewContext;
  text(): ComponentChildren;
}

/** What grows old. Redraws itself on the beat; nothing around it does. */
export class Live extends Component<Props> {
  stop: (() => void) | undefined;

  override componentDidMount() {
    this.stop = this.props.ctx.onTick(() => this.setState({}));
  }

  override componentWillUnmount() {
    this.stop?.();
  }

  override render() {
    return this.props.text();
  }
}
