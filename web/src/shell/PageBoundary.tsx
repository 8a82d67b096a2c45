import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { AlertIcon } from './icons';
import { TopBar } from './TopBar';

interface PageBoundaryProps {
  /** What is shown: another one gets another chance. */
  place: string;
  children: ReactNode;
}

/**
 * Says so when a page can't be opened: its code did not come, as happens when the server was updated
 * under an open page, or it failed. Without this nothing at all would be left on the screen.
 */
export class PageBoundary extends Component<PageBoundaryProps, { failed: boolean }> {
  override state: { failed: boolean } = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: PageBoundaryProps) {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  return (
    <>
      <TopBar />
      <main className="page centred empty" role="alert">
        <AlertIcon width={40} height={40} />
        <h1>This page did not open</h1>
        <p>Sightline may have been updated, or the connection broke. Recording is not affected.</p>
        <Button onClick={() => window.location.reload()}>Load again</Button>
      </main>
    </>
  );
}
