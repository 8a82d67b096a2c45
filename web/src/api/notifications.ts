import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { own } from './accounts';
import { Backoff } from '../player/backoff';
import { credentials } from './credentials';
import { parseNotification, type Notification } from './notificationMessages';

const firstRetryMillis = 500;
const mostRetryMillis = 30_000;
/** Going from one place of the page to another must not open a socket anew. */
const lingerMillis = 3_000;
/** RFC 6455 §7.4.1: the server closes with it when the session has ended. */
const policyViolation = 1008;

type Handler = (notification: Notification) => void;

/**
 * The page's one socket for what the server tells by itself. It is open while somebody listens, and
 * comes back by itself. What was told in between is lost: whoever shows a state asks for it anew each
 * time the socket has opened.
 */
class NotificationSocket {
  private socket: WebSocket | undefined;
  private timer: number | undefined;
  private opened = false;
  private readonly backoff = new Backoff(firstRetryMillis, mostRetryMillis);
  private readonly handlers = new Set<Handler>();
  private readonly watchers = new Set<() => void>();

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  readonly isOpen = (): boolean => this.opened;

  /** Until the answer is called. */
  listen(handler: Handler): () => void {
    this.handlers.add(handler);
    if (this.handlers.size === 1) {
      window.clearTimeout(this.timer);
      if (!this.socket) void this.connect();
    }
    return () => {
      this.handlers.delete(handler);
      if (this.handlers.size === 0) this.leaveSoon();
    };
  }

  private leaveSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.backoff.reset();
      this.socket?.close();
    }, lingerMillis);
  }

  private async connect(): Promise<void> {
    await credentials.renewIfDue();
    // Without a session there is nothing to open, and a refused socket is a complaint in the console.
    if (this.handlers.size === 0 || this.socket || !credentials.present) return;
    const socket = new WebSocket(socketUrl());
    this.socket = socket;
    socket.onopen = () => {
      this.backoff.reset();
      this.setOpened(true);
    };
    socket.onmessage = ({ data }) => {
      const notification = typeof data === 'string' ? parseNotification(data) : undefined;
      if (notification) this.handlers.forEach((handler) => handler(notification));
    };
    socket.onclose = ({ code }) => {
      this.socket = undefined;
      this.setOpened(false);
      if (this.handlers.size > 0) this.connectLater(code === policyViolation);
    };
  }

  private connectLater(sessionEnded: boolean): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.handlers.size === 0) return;
      // Who was sent away asks who they are, so that the log-in comes if that is what is wanted.
      if (sessionEnded) own.me().then(() => this.connect(), () => this.connectLater(true));
      else void this.connect();
    }, this.backoff.next());
  }

  private setOpened(opened: boolean): void {
    if (this.opened === opened) return;
    this.opened = opened;
    this.watchers.forEach((changed) => changed());
  }
}

function socketUrl(): string {
  const url = new URL('ws/web-notify', document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

export const notificationSocket = new NotificationSocket();

/** Calls `handler` for each notification of a kind, for as long as the component is there. */
export function useNotifications<Type extends Notification['type']>(
  type: Type,
  handler: (notification: Extract<Notification, { type: Type }>) => void,
): void {
  const onNotification = useEffectEvent((notification: Notification) => {
    if (notification.type === type) handler(notification as Extract<Notification, { type: Type }>);
  });
  useEffect(() => notificationSocket.listen((notification) => onNotification(notification)), []);
}

/** Whether the server can tell us things right now; after each time it could not, ask how they are. */
export function useNotified(): boolean {
  return useSyncExternalStore(notificationSocket.watch, notificationSocket.isOpen);
}
