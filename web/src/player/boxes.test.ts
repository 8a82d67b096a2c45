import { describe, expect, it } from 'vitest';
import { readProducerReference, readTimescales } from './boxes';

const fullBox = (version: number) => [version, 0, 0, 0];
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u64 = (value: number) => [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)];
const box = (type: string, ...content: number[][]): number[] => {
  const body = content.flat();
  return [...u32(body.length + 8), ...[0, 1, 2, 3].map((index) => type.charCodeAt(index)), ...body];
};
const bytes = (...boxes: number[][]) => new Uint8Array(boxes.flat()).buffer;

const track = (id: number, timescale: number) =>
  box(
    'trak',
    box('tkhd', fullBox(0), u32(0), u32(0), u32(id), u32(0)),
    box('mdia', box('mdhd', fullBox(0), u32(0), u32(0), u32(timescale), u32(0))),
  );
const init = bytes(box('ftyp', u32(0)), box('moov', box('mvhd', fullBox(0)), track(1, 90_000), track(2, 48_000)));

const wall = Date.UTC(2026, 0, 2, 3, 4, 5, 250);
const ntp = [...u32(wall / 1000 + 2_208_988_800), ...u32(2 ** 30)];
const chunk = bytes(box('prft', fullBox(1), u32(1), ntp, u64(900_000)), box('moof', [1, 2, 3]));

describe('boxes', () => {
  it('reads the timescale of every track', () => {
    expect([...readTimescales(init)]).toEqual([[1, 90_000], [2, 48_000]]);
  });

  it('reads the wall clock of a chunk', () => {
    expect(readProducerReference(chunk)).toEqual({ trackId: 1, mediaTicks: 900_000, wallMillis: wall });
  });

  it('reads the 32 bit form of a chunk’s wall clock', () => {
    const short = bytes(box('prft', fullBox(0), u32(2), ntp, u32(7)));
    expect(readProducerReference(short)).toEqual({ trackId: 2, mediaTicks: 7, wallMillis: wall });
  });

  it('finds nothing in a chunk without one', () => {
    expect(readProducerReference(bytes(box('moof', [1])))).toBeUndefined();
  });

  it('survives truncation at every byte', () => {
    for (let length = 0; length < init.byteLength; length++) {
      expect(readTimescales(init.slice(0, length)).size).toBe(0);
    }
    for (let length = 0; length < 32; length++) {
      expect(readProducerReference(chunk.slice(0, length))).toBeUndefined();
    }
  });

  it('does not loop on a box without a size', () => {
    expect(readTimescales(new ArrayBuffer(64)).size).toBe(0);
  });
});
