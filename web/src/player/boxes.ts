/** The few fields of CMAF that the player reads: ISO/IEC 14496-12. Bad bytes give `undefined`. */

/** Ticks per second of each track, by track id. */
export type Timescales = ReadonlyMap<number, number>;

/** What a `prft` box says: when a moment of a track's timeline was taken (§8.16.5). */
export interface ProducerReference {
  trackId: number;
  mediaTicks: number;
  wallMillis: number;
}

interface Box {
  type: string;
  body: DataView;
}

const headerBytes = 8;
/** Seconds from 1900, where NTP counts from, to 1970. */
const ntpToUnixSeconds = 2_208_988_800;

/** Track id → timescale, from the `moov` of an init segment (§8.3.2 `tkhd`, §8.4.2 `mdhd`). */
export function readTimescales(init: ArrayBuffer): Timescales {
  const timescales = new Map<number, number>();
  const moov = find(boxesIn(new DataView(init)), 'moov');
  for (const trak of moov ? boxesIn(moov) : []) {
    if (trak.type !== 'trak') continue;
    const parts = [...boxesIn(trak.body)];
    const tkhd = find(parts, 'tkhd');
    const mdia = find(parts, 'mdia');
    const mdhd = mdia && find(boxesIn(mdia), 'mdhd');
    if (!tkhd || !mdhd) continue;
    const trackId = u32(tkhd, isVersion1(tkhd) ? 20 : 12);
    const timescale = u32(mdhd, isVersion1(mdhd) ? 20 : 12);
    if (trackId !== undefined && timescale) timescales.set(trackId, timescale);
  }
  return timescales;
}

/** The first `prft` of a chunk. */
export function readProducerReference(chunk: ArrayBuffer): ProducerReference | undefined {
  const prft = find(boxesIn(new DataView(chunk)), 'prft');
  if (!prft) return undefined;
  const trackId = u32(prft, 4);
  const ntpSeconds = u32(prft, 8);
  const ntpFraction = u32(prft, 12);
  const mediaTicks = isVersion1(prft) ? u64(prft, 16) : u32(prft, 16);
  if (trackId === undefined || ntpSeconds === undefined || ntpFraction === undefined || mediaTicks === undefined) {
    return undefined;
  }
  const wallMillis = (ntpSeconds - ntpToUnixSeconds) * 1000 + (ntpFraction / 2 ** 32) * 1000;
  return { trackId, mediaTicks, wallMillis };
}

function* boxesIn(view: DataView): Generator<Box> {
  let at = 0;
  while (at + headerBytes <= view.byteLength) {
    const size = view.getUint32(at);
    // Sizes 0 (to the end) and 1 (64 bit) do not occur in what we read and end the walk.
    if (size < headerBytes || at + size > view.byteLength) return;
    const type = String.fromCharCode(
      view.getUint8(at + 4),
      view.getUint8(at + 5),
      view.getUint8(at + 6),
      view.getUint8(at + 7),
    );
    yield { type, body: new DataView(view.buffer, view.byteOffset + at + headerBytes, size - headerBytes) };
    at += size;
  }
}

function find(boxes: Iterable<Box>, type: string): DataView | undefined {
  for (const box of boxes) if (box.type === type) return box.body;
  return undefined;
}

function isVersion1(fullBox: DataView): boolean {
  return fullBox.byteLength > 0 && fullBox.getUint8(0) === 1;
}

function u32(view: DataView, at: number): number | undefined {
  return at + 4 <= view.byteLength ? view.getUint32(at) : undefined;
}

function u64(view: DataView, at: number): number | undefined {
  return at + 8 <= view.byteLength ? Number(view.getBigUint64(at)) : undefined;
}
