import { Component, type ComponentChildren } from 'preact';
import type { ViewContext } from '../context.ts';
import { fetched } from '../fold.tsx';

interface Props<P> {
  readonly ctx: Pick<ViewContext, 'ui'>;
  load(): Promise<P>;
  draw(part: P): ComponentChildren;
}

/** What comes with a script of its own when it is first drawn: a bar until it is here, and a way to ask again. */
export class Later<P extends object> extends Component<Props<P>, { readonly part?: P | 'failed' | undefined }> {
  override componentDidMount() {
    this.fetch();
  }

  fetch = () => {
    this.setState({ part: undefined });
    this.props.load().then(
      (part) => this.setState({ part }),
      () => this.setState({ part: 'failed' }),
    );
  };

  override render({ ctx, draw }: Props<P>) {
    return fetched({ ui: ctx.ui, unfold: this.state.part, fetchUnfold: this.fetch }, draw);
  }
}
