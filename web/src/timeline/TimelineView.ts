import { serverNow } from '../api/serverClock';
import { draw, rulerPixels, type Palette, type Selection } from './draw';
import { gapAt, nothingRecorded, type Recorded } from './recorded';
import { centreOn, follow, millisAt, pan, pixelOf, spanOf, viewEndingNow, zoom, type View } from './viewport';

export interface TimelineEvents {
  /** A moment was chosen: a click, or the playhead let go. */
  onSeek: (atMillis: number) => void;
  /** The playhead is being dragged over this moment. */
  onScrub: (atMillis: number) => void;
  onSelection: (selection: Selection) => void;
  onHover: (hover: Hover | undefined) => void;
  onView: (view: View) => void;
}

export interface Hover {
  pixel: number;
  atMillis: number;
  gapReason: string | undefined;
}

type Grip = 'playhead' | 'selection-from' | 'selection-to' | 'background';

const startSpanMillis = 10 * 60_000;
const reachPixels = 10;
const clickPixels = 5;
const leastSelectionMillis = 1_000;
const wheelZoomPerPixel = 0.0022;
const glideShare = 0.22;

/**
 * The canvas: draws each frame in which something changed, and turns pointers into moments. It owns
 * its view, so that panning and following run at the screen's rate without React.
 */
export class TimelineView {
  private view = viewEndingNow(startSpanMillis, serverNow());
  /** Where zooming is going; the view glides there. */
  private goal: View | undefined;
  private recorded = nothingRecorded;
  private selection: Selection | undefined;
  private playheadBefore: number | undefined;
  private scrubMillis: number | undefined;
  private hoverPixel: number | undefined;
  private pointers = new Map<number, { x: number; startX: number }>();
  private grip: Grip = 'background';
  private palette: Palette | undefined;
  private drawn = '';
  private frame = 0;
  private version = 0;
  private readonly context: CanvasRenderingContext2D | null;
  private readonly resizes: ResizeObserver;
  private readonly themes: MutationObserver;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly playhead: () => number | undefined,
    private readonly events: TimelineEvents,
  ) {
    this.context = canvas.getContext('2d');
    this.resizes = new ResizeObserver(() => this.resize());
    this.resizes.observe(canvas);
    this.themes = new MutationObserver(() => {
      this.palette = undefined;
      this.version++;
    });
    this.themes.observe(document.documentElement, { attributes: true });
    canvas.addEventListener('pointerdown', this.onDown);
    canvas.addEventListener('pointermove', this.onMove);
    canvas.addEventListener('pointerup', this.onUp);
    canvas.addEventListener('pointercancel', this.onUp);
    canvas.addEventListener('pointerleave', this.onLeave);
    canvas.addEventListener('wheel', this.onWheel, { passive: false });
    this.tick();
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.resizes.disconnect();
    this.themes.disconnect();
    this.canvas.removeEventListener('pointerdown', this.onDown);
    this.canvas.removeEventListener('pointermove', this.onMove);
    this.canvas.removeEventListener('pointerup', this.onUp);
    this.canvas.removeEventListener('pointercancel', this.onUp);
    this.canvas.removeEventListener('pointerleave', this.onLeave);
    this.canvas.removeEventListener('wheel', this.onWheel);
  }

  show(recorded: Recorded, selection: Selection | undefined): void {
    this.recorded = recorded;
    this.selection = selection;
    this.version++;
  }

  currentView(): View {
    return this.goal ?? this.view;
  }

  zoomBy(factor: number): void {
    const playhead = this.playhead();
    const { fromMillis, toMillis } = this.currentView();
    const visible = playhead !== undefined && playhead >= fromMillis && playhead <= toMillis;
    this.glideTo(zoom(this.currentView(), factor, visible ? playhead : (fromMillis + toMillis) / 2, serverNow()));
  }

  setSpan(spanMillis: number): void {
    this.zoomBy(spanMillis / spanOf(this.currentView()));
  }

  /** Brings a moment into view if it is out of it. */
  reveal(atMillis: number): void {
    const { fromMillis, toMillis } = this.currentView();
    if (atMillis < fromMillis || atMillis > toMillis) this.glideTo(centreOn(this.currentView(), atMillis, serverNow()));
  }

  private glideTo(goal: View): void {
    this.goal = goal;
    this.events.onView(goal);
  }

  private jumpTo(view: View): void {
    this.goal = undefined;
    this.view = view;
    this.events.onView(view);
  }

  // --- drawing

  private readonly tick = () => {
    this.frame = requestAnimationFrame(this.tick);
    this.glide();
    const playheadMillis = this.scrubMillis ?? this.playhead();
    this.followPlayhead(playheadMillis);
    const width = this.canvas.clientWidth;
    const nowMillis = serverNow();
    const key = [
      this.version,
      width,
      this.view.fromMillis,
      this.view.toMillis,
      this.hoverPixel,
      playheadMillis === undefined ? '' : pixelOf(this.view, playheadMillis, width).toFixed(1),
      pixelOf(this.view, nowMillis, width).toFixed(1),
    ].join();
    if (key === this.drawn || !this.context) return;
    this.drawn = key;
    this.palette ??= paletteOf(this.canvas);
    draw(
      this.context,
      width,
      this.canvas.clientHeight,
      { view: this.view, recorded: this.recorded, nowMillis, playheadMillis, hoverPixel: this.hoverPixel, selection: this.selection },
      this.palette,
    );
  };

  private glide(): void {
    if (!this.goal) return;
    const mix = (from: number, to: number) => from + (to - from) * glideShare;
    const next = {
      fromMillis: mix(this.view.fromMillis, this.goal.fromMillis),
      toMillis: mix(this.view.toMillis, this.goal.toMillis),
    };
    const near = Math.abs(next.fromMillis - this.goal.fromMillis) + Math.abs(next.toMillis - this.goal.toMillis);
    if (near < spanOf(this.goal) / 2000) {
      this.view = this.goal;
      this.goal = undefined;
    } else {
      this.view = next;
    }
  }

  private followPlayhead(playheadMillis: number | undefined): void {
    const before = this.playheadBefore;
    this.playheadBefore = playheadMillis;
    if (playheadMillis === undefined || before === undefined || this.pointers.size > 0) return;
    const followed = follow(this.view, before, playheadMillis);
    if (followed === this.view) return;
    if (this.goal) {
      const by = followed.fromMillis - this.view.fromMillis;
      this.goal = { fromMillis: this.goal.fromMillis + by, toMillis: this.goal.toMillis + by };
    }
    this.view = followed;
    this.events.onView(followed);
  }

  private resize(): void {
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(this.canvas.clientWidth * scale);
    this.canvas.height = Math.round(this.canvas.clientHeight * scale);
    this.context?.setTransform(scale, 0, 0, scale, 0, 0);
    this.version++;
  }

  // --- pointers

  private xOf(event: MouseEvent): number {
    return event.clientX - this.canvas.getBoundingClientRect().left;
  }

  private gripAt(x: number, y: number): Grip {
    const width = this.canvas.clientWidth;
    const near = (atMillis: number | undefined, reach: number) =>
      atMillis !== undefined && Math.abs(pixelOf(this.view, atMillis, width) - x) <= reach;
    if (this.selection && y > rulerPixels) {
      if (near(this.selection.toMillis, reachPixels)) return 'selection-to';
      if (near(this.selection.fromMillis, reachPixels)) return 'selection-from';
    }
    return near(this.playhead(), y <= rulerPixels ? reachPixels * 1.4 : reachPixels * 0.6) ? 'playhead' : 'background';
  }

  private readonly onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const x = this.xOf(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x, startX: x });
    if (this.pointers.size === 1) this.grip = this.gripAt(x, event.offsetY);
    this.view = this.goal ?? this.view;
    this.goal = undefined;
  };

  private readonly onMove = (event: PointerEvent) => {
    const x = this.xOf(event);
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) {
      this.hover(x, event);
      return;
    }
    const before = pointer.x;
    if (this.pointers.size === 2) this.pinch(event.pointerId, x);
    else this.drag(before, x);
    pointer.x = x;
  };

  private drag(before: number, x: number): void {
    const width = this.canvas.clientWidth;
    const nowMillis = serverNow();
    const at = Math.min(millisAt(this.view, x, width), nowMillis);
    switch (this.grip) {
      case 'playhead':
        this.scrubMillis = at;
        this.events.onScrub(at);
        this.events.onHover({ pixel: x, atMillis: at, gapReason: gapAt(this.recorded, at)?.reason });
        break;
      case 'background':
        this.hoverPixel = undefined;
        this.events.onHover(undefined);
        this.jumpTo(pan(this.view, ((before - x) / width) * spanOf(this.view), nowMillis));
        break;
      case 'selection-from':
      case 'selection-to':
        this.dragSelection(at);
        break;
    }
  }

  private dragSelection(at: number): void {
    if (!this.selection) return;
    const { fromMillis, toMillis } = this.selection;
    this.events.onSelection(
      this.grip === 'selection-from'
        ? { fromMillis: Math.min(at, toMillis - leastSelectionMillis), toMillis }
        : { fromMillis, toMillis: Math.max(at, fromMillis + leastSelectionMillis) },
    );
  }

  private pinch(moved: number, x: number): void {
    const width = this.canvas.clientWidth;
    const fixed = [...this.pointers].find(([id]) => id !== moved)?.[1].x;
    const before = this.pointers.get(moved)?.x;
    if (fixed === undefined || before === undefined || Math.abs(x - fixed) < 8) return;
    const factor = Math.abs(before - fixed) / Math.abs(x - fixed);
    this.jumpTo(zoom(this.view, factor, millisAt(this.view, fixed, width), serverNow()));
  }

  private readonly onUp = (event: PointerEvent) => {
    const pointer = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (!pointer || this.pointers.size > 0) return;
    const scrubbed = this.scrubMillis;
    this.scrubMillis = undefined;
    const clicked = Math.abs(pointer.x - pointer.startX) < clickPixels;
    if (scrubbed !== undefined) this.events.onSeek(scrubbed);
    else if (clicked && event.type === 'pointerup' && this.grip === 'background') {
      this.events.onSeek(Math.min(millisAt(this.view, pointer.x, this.canvas.clientWidth), serverNow()));
    }
  };

  private hover(x: number, event: PointerEvent): void {
    const grip = this.gripAt(x, event.offsetY);
    this.canvas.style.cursor = grip === 'background' ? 'pointer' : 'ew-resize';
    this.hoverPixel = x;
    const atMillis = millisAt(this.view, x, this.canvas.clientWidth);
    this.events.onHover({ pixel: x, atMillis, gapReason: gapAt(this.recorded, atMillis)?.reason });
  }

  private readonly onLeave = () => {
    this.hoverPixel = undefined;
    this.events.onHover(undefined);
  };

  private readonly onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const width = this.canvas.clientWidth;
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    const view = this.currentView();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.jumpTo(pan(view, ((sideways * pixels) / width) * spanOf(view), serverNow()));
    } else {
      const factor = Math.exp(event.deltaY * pixels * wheelZoomPerPixel);
      this.glideTo(zoom(view, factor, millisAt(view, this.xOf(event), width), serverNow()));
    }
  };
}

function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: colour('--surface'),
    recorded: colour('--recorded'),
    gap: colour('--gap'),
    line: colour('--line'),
    text: colour('--dim'),
    strong: colour('--text'),
    playhead: colour('--warm'),
    selection: colour('--select'),
    live: colour('--live'),
  };
}
