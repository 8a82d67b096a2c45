/** Says which moment of the world a moment of a media timeline shows. */

export interface WallClockPoint {
  mediaSeconds: number;
  wallMillis: number;
}

const keptSeconds = 120;

/** Built from the `prft` of each chunk as it is appended; only the last two minutes are kept. */
export class WallClock {
  private points: WallClockPoint[] = [];

  add(point: WallClockPoint): void {
    this.points.push(point);
    if ((this.points[0]?.mediaSeconds ?? 0) < point.mediaSeconds - 2 * keptSeconds) {
      this.points = this.points.filter((kept) => kept.mediaSeconds >= point.mediaSeconds - keptSeconds);
    }
  }

  clear(): void {
    this.points = [];
  }

  wallMillisAt(mediaSeconds: number): number | undefined {
    const before = this.points.findLast((point) => point.mediaSeconds <= mediaSeconds + 0.001);
    return before && before.wallMillis + (mediaSeconds - before.mediaSeconds) * 1000;
  }
}

/** A piece of a recorded playlist: `EXTINF` with its `EXT-X-PROGRAM-DATE-TIME`. */
export interface DatedPiece {
  startSeconds: number;
  durationSeconds: number;
  wallMillis: number;
}

/** Recorded media: gaps are left out of the media timeline but not of the world's. */
export class RecordedTimeline {
  private readonly pieces: readonly DatedPiece[];

  constructor(pieces: readonly DatedPiece[]) {
    this.pieces = pieces;
  }

  get startMillis(): number | undefined {
    return this.pieces[0]?.wallMillis;
  }

  get endMillis(): number | undefined {
    const last = this.pieces.at(-1);
    return last && last.wallMillis + last.durationSeconds * 1000;
  }

  wallMillisAt(mediaSeconds: number): number | undefined {
    const piece = this.pieces.findLast((each) => each.startSeconds <= mediaSeconds) ?? this.pieces[0];
    if (!piece) return undefined;
    const into = Math.max(0, Math.min(mediaSeconds - piece.startSeconds, piece.durationSeconds));
    return piece.wallMillis + into * 1000;
  }

  /** Where to seek to for `wallMillis`; in a gap, where the recording goes on. */
  mediaSecondsAt(wallMillis: number): number | undefined {
    const piece = this.pieces.find((each) => wallMillis < each.wallMillis + each.durationSeconds * 1000);
    if (!piece) return undefined;
    return piece.startSeconds + Math.max(0, wallMillis - piece.wallMillis) / 1000;
  }

  covers(wallMillis: number): boolean {
    return this.pieces.some(
      (each) => each.wallMillis <= wallMillis && wallMillis < each.wallMillis + each.durationSeconds * 1000,
    );
  }
}
