import type { Recorded } from './recorded';
import { ticksIn } from './ticks';
import { pixelOf, type View } from './viewport';

export interface Palette {
  background: string;
  recorded: string;
  gap: string;
  line: string;
  text: string;
  strong: string;
  playhead: string;
  selection: string;
  live: string;
}

export interface Selection {
  fromMillis: number;
  toMillis: number;
}

export interface Scene {
  view: View;
  recorded: Recorded;
  nowMillis: number;
  playheadMillis: number | undefined;
  hoverPixel: number | undefined;
  selection: Selection | undefined;
}

export const rulerPixels = 26;
const spanTop = rulerPixels + 8;
const spanBottomMargin = 10;
const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Draws in CSS pixels; the caller has scaled the context for the screen. */
export function draw(context: CanvasRenderingContext2D, width: number, height: number, scene: Scene, palette: Palette): void {
  context.clearRect(0, 0, width, height);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, width, height);
  drawTicks(context, width, height, scene.view, palette);
  drawRecorded(context, width, height, scene, palette);
  drawNow(context, width, height, scene, palette);
  if (scene.selection) drawSelection(context, width, height, scene.view, scene.selection, palette);
  if (scene.hoverPixel !== undefined) drawHover(context, scene.hoverPixel, height, palette);
  if (scene.playheadMillis !== undefined) {
    drawPlayhead(context, pixelOf(scene.view, scene.playheadMillis, width), height, palette);
  }
}

function drawTicks(context: CanvasRenderingContext2D, width: number, height: number, view: View, palette: Palette): void {
  context.font = font;
  context.textBaseline = 'middle';
  for (const tick of ticksIn(view, width)) {
    const x = Math.round(pixelOf(view, tick.atMillis, width)) + 0.5;
    context.strokeStyle = palette.line;
    context.beginPath();
    context.moveTo(x, tick.major ? 4 : rulerPixels - 6);
    context.lineTo(x, height);
    context.stroke();
    context.fillStyle = tick.major ? palette.strong : palette.text;
    context.fillText(tick.label, x + 5, rulerPixels / 2);
  }
}

function drawRecorded(context: CanvasRenderingContext2D, width: number, height: number, scene: Scene, palette: Palette): void {
  const bottom = height - spanBottomMargin;
  context.fillStyle = hatching(context, palette);
  for (const gap of scene.recorded.gaps) {
    const [left, right] = edges(scene.view, gap, width);
    if (right > 0 && left < width) context.fillRect(left, spanTop, Math.max(right - left, 1), bottom - spanTop);
  }
  context.fillStyle = palette.recorded;
  for (const span of scene.recorded.spans) {
    const [left, right] = edges(scene.view, span, width);
    if (right < 0 || left > width) continue;
    // At least a pixel, so that a short recording is found on a month's timeline.
    const shownLeft = Math.max(left, -4);
    const shownRight = Math.min(Math.max(right, left + 1), width + 4);
    context.beginPath();
    context.roundRect(shownLeft, spanTop, shownRight - shownLeft, bottom - spanTop, Math.min(3, (shownRight - shownLeft) / 2));
    context.fill();
  }
}

function edges(view: View, range: { fromMillis: number; toMillis: number }, width: number): [number, number] {
  return [pixelOf(view, range.fromMillis, width), pixelOf(view, range.toMillis, width)];
}

function drawNow(context: CanvasRenderingContext2D, width: number, height: number, scene: Scene, palette: Palette): void {
  const x = pixelOf(scene.view, scene.nowMillis, width);
  if (x > width) return;
  context.fillStyle = palette.live;
  context.globalAlpha = 0.07;
  context.fillRect(x, 0, width - x, height);
  context.globalAlpha = 1;
  context.fillRect(Math.round(x), spanTop - 3, 1.5, height - spanBottomMargin - spanTop + 6);
}

function drawSelection(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  view: View,
  selection: Selection,
  palette: Palette,
): void {
  const [left, right] = edges(view, selection, width);
  context.fillStyle = palette.selection;
  context.globalAlpha = 0.22;
  context.fillRect(left, rulerPixels, right - left, height - rulerPixels);
  context.globalAlpha = 1;
  for (const x of [left, right]) {
    context.fillRect(x - 1, rulerPixels, 2, height - rulerPixels);
    context.beginPath();
    context.roundRect(x - 5, height / 2 - 3, 10, 26, 4);
    context.fill();
    context.fillStyle = palette.background;
    context.fillRect(x - 1.5, height / 2 + 4, 1, 12);
    context.fillRect(x + 1, height / 2 + 4, 1, 12);
    context.fillStyle = palette.selection;
  }
}

function drawHover(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  context.fillStyle = palette.text;
  context.globalAlpha = 0.6;
  context.fillRect(Math.round(x), rulerPixels, 1, height - rulerPixels);
  context.globalAlpha = 1;
}

function drawPlayhead(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  context.fillStyle = palette.playhead;
  context.fillRect(x - 1, 8, 2, height - 8);
  context.beginPath();
  context.moveTo(x - 7, 4);
  context.lineTo(x + 7, 4);
  context.lineTo(x + 7, 11);
  context.lineTo(x, 19);
  context.lineTo(x - 7, 11);
  context.closePath();
  context.fill();
}

function hatching(context: CanvasRenderingContext2D, palette: Palette): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const pen = tile.getContext('2d');
  if (!pen) return palette.gap;
  pen.strokeStyle = palette.gap;
  pen.lineWidth = 1.5;
  for (const shift of [-8, 0, 8]) {
    pen.beginPath();
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
    pen.stroke();
  }
  return context.createPattern(tile, 'repeat') ?? palette.gap;
}
