import { Component, type ReactNode } from 'react';

type Props = { instead: ReactNode; children: ReactNode };

/** Keeps a part that fails from taking its page along: a chart that cannot draw still has its table. */
export class Guard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
