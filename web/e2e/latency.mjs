// Watches one camera in the page and tells which frame was shown when:
//   SIGHTLINE_USERNAME=… SIGHTLINE_PASSWORD=… node e2e/latency.mjs PAGE TRANSPORT WARM-UP-SECONDS SECONDS
// Prints `frame NUMBER MICROS` for each frame shown, microseconds since the epoch, and at the end
// `unread N`, `stalls N` and `stand MILLIS`. The number is the bar code that the simulator draws in
// the top left corner: 16 squares, each a 27th of the picture's height, most significant bit first,
// white is 1, and below them the complement.
import { launch, openPage } from './browser.mjs';

const [url, transport, warmUpSeconds, seconds] = process.argv.slice(2);
if (!seconds) {
  console.error('usage: node e2e/latency.mjs PAGE TRANSPORT WARM-UP-SECONDS SECONDS');
  process.exit(2);
}

const browser = await launch();
try {
  await watch();
} finally {
  await browser.close();
}

async function watch() {
  const { page, context, complaints } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  const { SIGHTLINE_USERNAME: username, SIGHTLINE_PASSWORD: password } = process.env;
  const entered = await context.request.post(new URL('/api/v1/auth/login', url).href, { data: { username, password, cookies: true } });
  if (!entered.ok()) throw new Error(`log-in: ${entered.status()} ${await entered.text()}`);
  await page.goto(url);
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5, null, { timeout: 30_000 });
  await page.waitForSelector(`text="${transport}"`, { timeout: 10_000 });
  await page.waitForTimeout(Number(warmUpSeconds) * 1000);
  await page.evaluate(readFrames);
  const end = performance.now() + Number(seconds) * 1000;
  while (performance.now() < end) {
    await page.waitForTimeout(500);
    await drain(page);
  }
  const rest = await drain(page);
  console.log(`unread ${rest.unread}\nstalls ${rest.stalls}\nstand ${rest.standMillis.toFixed(0)}`);
  if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
}

async function drain(page) {
  const taken = await page.evaluate(() => ({ ...window.watched, frames: window.watched.frames.splice(0) }));
  for (const { number, shownMillis } of taken.frames) console.log(`frame ${number} ${Math.round(shownMillis * 1000)}`);
  return taken;
}

/** Runs in the page. */
function readFrames() {
  const bits = 16;
  const rows = 2;
  const squaresPerHeight = 27;
  const cell = 8;
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  canvas.width = bits * cell;
  canvas.height = rows * cell;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const watched = { frames: [], unread: 0, stalls: 0, standMillis: 0 };
  window.watched = watched;
  let lastShown;

  video.addEventListener('waiting', () => {
    watched.stalls++;
  });
  const isWhite = (pixels, column, row) => {
    const x = column * cell + cell / 2;
    const y = row * cell + cell / 2;
    return pixels[(y * canvas.width + x) * 4 + 1] >= 128;
  };
  const read = () => {
    const side = video.videoHeight / squaresPerHeight;
    pen.drawImage(video, 0, 0, side * bits, side * rows, 0, 0, canvas.width, canvas.height);
    const pixels = pen.getImageData(0, 0, canvas.width, canvas.height).data;
    let number = 0;
    for (let column = 0; column < bits; column++) {
      const upper = isWhite(pixels, column, 0);
      if (upper === isWhite(pixels, column, 1)) return undefined;
      number = number * 2 + (upper ? 1 : 0);
    }
    return number;
  };
  const onFrame = (now, { expectedDisplayTime }) => {
    video.requestVideoFrameCallback(onFrame);
    const number = read();
    if (number === undefined) watched.unread++;
    else watched.frames.push({ number, shownMillis: expectedDisplayTime + (Date.now() - performance.now()) });
    if (lastShown !== undefined) watched.standMillis = Math.max(watched.standMillis, expectedDisplayTime - lastShown);
    lastShown = expectedDisplayTime;
  };
  video.requestVideoFrameCallback(onFrame);
}
