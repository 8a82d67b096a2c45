import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PtzCommand } from '../../api/devices';
import { PtzHold } from './PtzHold';

interface Sent {
  command: PtzCommand;
  answer: () => void;
  refuse: (error: Error) => void;
}

describe('holding a camera', () => {
  let sent: Sent[];
  let failures: unknown[];
  let hold: PtzHold;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', globalThis);
    sent = [];
    failures = [];
    hold = new PtzHold(
      (command) => new Promise<void>((answer, refuse) => sent.push({ command, answer, refuse })),
      (error) => failures.push(error),
    );
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const actions = () => sent.map(({ command }) => command.action);

  it('is said again each second until it is let go', async () => {
    hold.hold({ pan: 1 });
    sent[0]?.answer();
    await vi.advanceTimersByTimeAsync(2_100);
    hold.hold({ pan: 0 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(actions()).toEqual(['continuous', 'continuous', 'continuous', 'stop']);
  });

  it('is stopped at once, and again behind a move that was on its way', async () => {
    hold.hold({ pan: 1 });
    hold.release();
    expect(actions()).toEqual(['continuous', 'stop']);
    sent[0]?.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(actions()).toEqual(['continuous', 'stop', 'stop']);
  });

  it('does not send each tremble of a finger', async () => {
    hold.hold({ pan: 0.1 });
    for (let i = 2; i < 10; i++) hold.hold({ pan: i / 10 });
    await vi.advanceTimersByTimeAsync(250);
    expect(sent.map(({ command }) => (command.action === 'continuous' ? command.pan : 0))).toEqual([0.1, 0.9]);
  });

  it('sends nothing when nothing was held', () => {
    hold.release();
    hold.hold({ pan: 0 });
    expect(sent).toEqual([]);
  });

  it('tells of a failure once, and stops', async () => {
    hold.hold({ tilt: 1 });
    sent[0]?.refuse(new Error('away'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(failures).toHaveLength(1);
    expect(actions().slice(1)).toContain('stop');
    expect(actions().filter((action) => action === 'continuous')).toHaveLength(1);
  });
});
