import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inventory } from '../api/inventory';
import type { Camera } from '../api/types';
import { columnsFor, gridWidth, rowPixels } from './gridLayout';
import { rowsInView } from './rowsInView';
import { CameraWall } from './wall';

const count = 3_000;
const pageSize = 100;

/** A server of many cameras, of which it remembers what it was asked. */
class Server {
  cameras = Array.from({ length: count }, (_, at) => ({ id: `c${at}`, name: `Camera ${at}` }) as Camera);
  asked: string[] = [];
  atOnce = 0;
  down = false;

  readonly fetch = async (request: Request): Promise<Response> => {
    const query = new URL(request.url).searchParams;
    this.asked.push(query.get('cursor') ?? '');
    expect(++this.atOnce).toBe(1);
    await Promise.resolve();
    this.atOnce--;
    if (this.down) return new Response('{}', { status: 503 });
    const limit = Number(query.get('limit'));
    const start = 1 + this.cameras.findIndex(({ id }) => id === query.get('cursor'));
    const items = this.cameras.slice(start, start + limit);
    const next = start + limit < this.cameras.length ? items.at(-1)?.id : null;
    return Response.json({ items, next });
  };
}

describe('a wall of 3,000 cameras', () => {
  let server: Server;
  let wall: CameraWall;
  let close: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { cookie: '', baseURI: 'http://localhost/' });
    vi.stubGlobal('window', { localStorage: { getItem: () => null } });
    server = new Server();
    vi.stubGlobal('fetch', server.fetch);
    wall = new CameraWall((cursor, signal) => inventory.list({}, cursor, pageSize, signal));
    close = wall.subscribe(() => undefined);
  });

  afterEach(() => {
    close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const settled = () => vi.advanceTimersByTimeAsync(1_000);
  const shown = () => {
    const now = wall.snapshot();
    if (now.kind !== 'ready') throw new Error(now.kind);
    return now;
  };

  it('asks for one page at first', async () => {
    await settled();
    expect(server.asked).toEqual(['']);
    expect(shown().cameras).toHaveLength(pageSize);
    expect(shown().complete).toBe(false);
  });

  it('asks for the rest as far as somebody scrolls', async () => {
    await settled();
    wall.look(180, 210);
    await settled();
    expect(server.asked).toEqual(['', 'c99', 'c199']);
    wall.look(2_950, 2_999);
    await settled();
    expect(shown().cameras.map(({ id }) => id)).toEqual(server.cameras.map(({ id }) => id));
    expect(shown().complete).toBe(true);
  });

  it('asks anew for what is in view only', async () => {
    wall.look(2_950, 2_999);
    await settled();
    server.asked = [];
    wall.refresh();
    await settled();
    expect(server.asked).toEqual(['c2899']);
  });

  it('asks once when a switch takes many cameras away', async () => {
    wall.look(0, 30);
    await settled();
    server.asked = [];
    for (let at = 0; at < 1_000; at++) wall.changed(`c${at}`);
    await settled();
    expect(server.asked).toEqual(['']);
  });

  it('keeps a camera that has not changed the same object', async () => {
    await settled();
    const before = shown().cameras;
    server.cameras = server.cameras.map((camera) => ({ ...camera, name: camera.id === 'c7' ? 'Yard' : camera.name }));
    wall.changed('c7');
    await settled();
    expect(shown().cameras[7]).toMatchObject({ name: 'Yard' });
    expect(shown().cameras[8]).toBe(before[8]);
  });

  it('shows each camera once when one was deleted', async () => {
    wall.look(0, 199);
    await settled();
    server.cameras = server.cameras.filter(({ id }) => id !== 'c3');
    wall.look(0, 30);
    wall.refresh();
    await settled();
    const ids = shown().cameras.map(({ id }) => id);
    expect(ids).not.toContain('c3');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows the first camera once there is one', async () => {
    const { cameras } = server;
    server.cameras = [];
    await settled();
    wall.refresh();
    await settled();
    expect(shown()).toMatchObject({ cameras: [], complete: true });
    server.cameras = cameras.slice(0, 1);
    wall.refresh();
    await settled();
    expect(shown().cameras).toHaveLength(1);
  });

  it('keeps what it has while the server is away', async () => {
    await settled();
    server.down = true;
    wall.refresh();
    await settled();
    expect(shown()).toMatchObject({ stale: true });
    server.down = false;
    wall.refresh();
    await settled();
    expect(shown()).toMatchObject({ stale: false });
    expect(shown().cameras).toHaveLength(pageSize);
  });
});

describe('the rows of a wall of 3,000 cameras', () => {
  it.each([[1_880, 980], [366, 760], [3_800, 2_000]])('that are there at once are few on %i × %i', (width, height) => {
    const columns = columnsFor(count, width, height);
    const row = rowPixels(columns, gridWidth(count, width, height));
    const rows = Math.ceil(count / columns);
    for (let above = 0; above < rows * row; above += 777) {
      const { first, end } = rowsInView(above, height, row, rows);
      expect((end - first) * columns).toBeLessThan(240);
      expect(first * row).toBeLessThanOrEqual(above);
      expect(end === rows || end * row >= above + height).toBe(true);
    }
  });

  it('are none when there is no camera', () => {
    expect(rowsInView(0, 900, 200, 0)).toEqual({ first: 0, end: 0 });
  });

  it('end with the list when more was scrolled than there is', () => {
    const { first, end } = rowsInView(99_999, 900, 200, 5);
    expect(end).toBe(5);
    expect(first).toBeLessThanOrEqual(5);
  });
});
