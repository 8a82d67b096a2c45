import type { Part } from '../api/http';
import type { Camera } from '../api/types';

/** The cameras from the first on, as far as somebody has looked. */
export type Wall =
  | { kind: 'loading' }
  | { kind: 'ready'; cameras: Camera[]; /** There are no more. */ complete: boolean; /** The last try failed. */ stale: boolean }
  | { kind: 'failed'; error: unknown };

/** When a switch dies, many cameras are told of at once: they are one question. */
const soonMillis = 300;

interface WallPage {
  cursor: string | undefined;
  cameras: Camera[];
  next: string | null;
  /** To be asked for anew when somebody looks at it. */
  old: boolean;
}

/**
 * A list of any length of which only what is looked at is asked for: page after page as somebody
 * scrolls, one request at a time, and anew only the pages in view. What is shown stays until the
 * answer comes, and a camera stays the same object until it has changed.
 */
export class CameraWall {
  private wall: Wall = { kind: 'loading' };
  private pages: WallPage[] = [];
  private view = { first: 0, last: 0 };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly load: (cursor: string | undefined, signal: AbortSignal) => Promise<Part<Camera>>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) void this.ask();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  };

  readonly snapshot = (): Wall => this.wall;

  /** The cameras that are shown, by their places in the list. */
  readonly look = (first: number, last: number): void => {
    this.view = { first, last };
    void this.ask();
  };

  readonly refresh = (): void => {
    this.pages.forEach((page) => (page.old = true));
    void this.ask();
  };

  /** Somebody says that a camera is not as it was. */
  readonly changed = (id: string): void => {
    const page = this.pages.find(({ cameras }) => cameras.some((camera) => camera.id === id));
    if (!page) return;
    page.old = true;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, soonMillis);
  };

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asking?.abort();
    this.asking = undefined;
  }

  /** Until all that is looked at is here, and as it is now. */
  private async ask(): Promise<void> {
    if (this.asking || this.listeners.size === 0) return;
    const asking = new AbortController();
    this.asking = asking;
    let wanted = this.wanted();
    try {
      for (; wanted; wanted = this.wanted()) {
        wanted.page.old = false;
        const { items, next } = await this.load(wanted.page.cursor, asking.signal);
        if (asking.signal.aborted) return;
        this.take(wanted, items, next);
      }
    } catch (error) {
      if (wanted) wanted.page.old = true;
      if (asking.signal.aborted) return;
      this.tell(this.wall.kind === 'ready' ? { ...this.wall, stale: true } : { kind: 'failed', error });
    } finally {
      if (this.asking === asking) this.asking = undefined;
    }
  }

  private wanted(): { page: WallPage; at: number } | undefined {
    let start = 0;
    for (const [at, page] of this.pages.entries()) {
      const end = start + page.cameras.length;
      // The last one is in view, too, when there are fewer than somebody looked at, or none yet.
      const reaches = end > this.view.first || at === this.pages.length - 1;
      if (page.old && start <= this.view.last && reaches) return { page, at };
      start = end;
    }
    const end = this.pages.at(-1);
    if (end && (end.next === null || start > this.view.last)) return undefined;
    return { page: { cursor: end?.next ?? undefined, cameras: [], next: null, old: false }, at: this.pages.length };
  }

  private take({ page, at }: { page: WallPage; at: number }, items: Camera[], next: string | null): void {
    const before = new Map(page.cameras.map((camera) => [camera.id, camera]));
    const cameras = items.map((camera) => {
      const known = before.get(camera.id);
      return known && JSON.stringify(known) === JSON.stringify(camera) ? known : camera;
    });
    // What came after the end has been deleted.
    const rest = next === null ? [] : this.pages.slice(at + 1);
    this.pages = [...this.pages.slice(0, at), { ...page, cameras, next }, ...rest];
    this.tell({
      kind: 'ready', cameras: this.distinct(), complete: this.pages.at(-1)?.next === null, stale: false,
    });
  }

  /** Where a camera was deleted, its page takes in the first one of the next, which has it still. */
  private distinct(): Camera[] {
    const seen = new Set<string>();
    return this.pages.flatMap(({ cameras }) => cameras).filter(({ id }) => !seen.has(id) && seen.add(id));
  }

  private tell(wall: Wall): void {
    this.wall = wall;
    this.listeners.forEach((listener) => listener());
  }
}
