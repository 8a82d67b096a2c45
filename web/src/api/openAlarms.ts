import { useSyncExternalStore } from 'react';
import { health } from './health';
import type { CameraAlarm } from './healthTypes';
import { notificationSocket } from './notifications';

/** Also without being told: a camera that is deleted takes its alarm along. */
const lookAgainMillis = 60_000;
const soonMillis = 150;

/** The alarms that are open, known once for the whole page. */
class OpenAlarms {
  private alarms: CameraAlarm[] | undefined;
  private readonly listeners = new Set<() => void>();
  private timer: number | undefined;
  private abort: AbortController | undefined;
  private stop: (() => void) | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.end();
    };
  };

  /** Undefined until they are known. */
  readonly snapshot = (): CameraAlarm[] | undefined => this.alarms;

  private start(): void {
    const silence = notificationSocket.listen(({ type }) => {
      if (type === 'alarm') this.lookIn(soonMillis);
    });
    const unwatch = notificationSocket.watch(() => {
      if (notificationSocket.isOpen()) this.lookIn(0);
    });
    this.stop = () => {
      silence();
      unwatch();
    };
    this.lookIn(0);
  }

  private end(): void {
    window.clearTimeout(this.timer);
    this.abort?.abort();
    this.stop?.();
    // Whoever comes next may be somebody else.
    this.alarms = undefined;
  }

  /** Many alarms at a time are one question. */
  private lookIn(millis: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), millis);
  }

  private async look(): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      this.alarms = await health.openAlarms(abort.signal);
    } catch {
      // What is known stays; the page tells elsewhere that the server does not answer.
    }
    if (abort.signal.aborted) return;
    this.listeners.forEach((listener) => listener());
    this.lookIn(lookAgainMillis);
  }
}

const openAlarms = new OpenAlarms();

export function useOpenAlarms(): CameraAlarm[] | undefined {
  return useSyncExternalStore(openAlarms.subscribe, openAlarms.snapshot);
}
