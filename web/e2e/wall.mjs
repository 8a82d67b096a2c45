// The live page with far more cameras than anybody can look at: the server's lists are made many here.
import { eventually, require } from './checks.mjs';

const count = 3_000;
const mostTiles = 120;
const mostPlayers = 60;

export async function wallOfMany(checks, page, server) {
  const asked = [];
  await page.route(/\/api\/v1\/cameras(\/summary)?(\?|$)/, async (route) => {
    const url = new URL(route.request().url());
    const response = await route.fetch({ url: url.origin + url.pathname });
    const body = await response.json();
    if (url.pathname.endsWith('/summary')) return route.fulfill({ response, json: { ...body, cameras: count } });
    asked.push(url.search);
    return route.fulfill({ response, json: part(body.items, url.searchParams) });
  });
  const mounted = () => page.evaluate(() => ({
    tiles: document.querySelectorAll('article').length,
    players: document.querySelectorAll('video').length,
  }));
  const few = async () => {
    const { tiles, players } = await mounted();
    require(tiles > 0 && tiles <= mostTiles, `${tiles} tiles`);
    require(players <= mostPlayers, `${players} players`);
    return `${tiles} tiles, ${players} players`;
  };

  await checks.check('a wall of 3,000 cameras has only the rows in view', page, async () => {
    await page.goto(`${server}/#/`);
    await page.reload();
    await page.getByText(/of 3,000 away|3,000 cameras/).waitFor();
    await eventually('tiles', async () => (await mounted()).tiles > 0);
    require(asked.length <= 3, `asked ${asked.length} times`);
    await checks.shoot(page, 'wall');
    return few();
  });
  await checks.check('its end is scrolled to, page by page', page, async () => {
    const start = performance.now();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.locator(`article[data-camera="Camera ${count}"]`).waitFor();
    const millis = Math.round(performance.now() - start);
    require(asked.length <= count / 100 + 10, `asked ${asked.length} times`);
    await checks.shoot(page, 'wall-end');
    return `${await few()}, ${millis} ms`;
  });
  await checks.check('flinging through it starts no players on the way', page, async () => {
    // In the page, so that it is a fling on a busy machine too.
    const most = await page.evaluate(async () => {
      let tiles = 0;
      for (let step = 0; step < 20; step++) {
        window.scrollBy(0, -3_000);
        await new Promise((resolve) => setTimeout(resolve, 30));
        tiles = Math.max(tiles, document.querySelectorAll('article').length);
      }
      return tiles;
    });
    require(most <= mostTiles, `${most} tiles`);
    await few();
  });
  await checks.check('and asks little while nothing happens', page, async () => {
    await page.waitForTimeout(1_000);
    asked.length = 0;
    await page.waitForTimeout(12_000);
    require(asked.length <= 4, `asked ${asked.length} times in 12 s`);
    return `asked ${asked.length} times in 12 s`;
  });
  // Its cursors are not the server's.
  await page.goto('about:blank');
  await page.unroute(/\/api\/v1\/cameras(\/summary)?(\?|$)/);
}

/** A part of a list in which the cameras that there are come again and again. */
function part(items, query) {
  const start = Number(query.get('cursor') ?? 0);
  const end = Math.min(count, start + Number(query.get('limit') ?? 200));
  return {
    items: Array.from({ length: end - start }, (_, place) => {
      const number = start + place + 1;
      return { ...items[number % items.length], id: `many-${number}`, name: `Camera ${number}` };
    }),
    next: end < count ? String(end) : null,
  };
}
