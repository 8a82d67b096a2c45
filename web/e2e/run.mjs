// The page in Chromium against a real server and simulated cameras:
//   node e2e/run.mjs SERVER SET-UP-LINK FARM-CONTROL SCREENSHOTS
// SERVER is new, and has printed the link; FARM-CONTROL is the remote control of a farm of four cameras, of which
// each has a second clip of another size. Exits with 1 when a check failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts, administrator, settingUp } from './accounts.mjs';
import { logIn } from './api.mjs';
import { launch, openPage, settled } from './browser.mjs';
import { Checks, eventually, require } from './checks.mjs';
import { openingPages } from './opening.mjs';
import { allMoved, thumbnails } from './picture.mjs';
import { pagesOfRoles } from './roles.mjs';
import { wallOfMany } from './wall.mjs';

const [server, setUpLink, farm, screenshots] = process.argv.slice(2);
if (!screenshots) {
  console.error('usage: node e2e/run.mjs SERVER SET-UP-LINK FARM-CONTROL SCREENSHOTS');
  process.exit(2);
}

const names = ['Harbour', 'Market square', 'Workshop', 'North gate'];
/** What a browser writes by itself for each answer that is not 2xx; the page shows these in words. */
const expectedComplaint = /Failed to load resource: the server responded with a status of 422/;
/** And where its player had lost a camera that was being deleted, and was coming back to it. */
const comingBack = /WebSocket connection to '\S+\/mse' failed: .* 404/;

const checks = new Checks(screenshots);
const cameras = await farmUrls();
const browser = await launch();
const { page, complaints } = await openPage(browser, { acceptDownloads: true });

try {
  await settingUp(checks, page, server, setUpLink);
  const program = await logIn(server, administrator.username, administrator.password);
  await adding();
  await grid(program);
  await cameraPage(program);
  await playback();
  await exporting();
  await faults();
  await hls();
  await looks();
  await openingPages(checks, page.context(), server);
  await accounts(checks, browser, page, server, names[1]);
  await pagesOfRoles(checks, browser, server, await logIn(server, administrator.username, administrator.password));
  await wallOfMany(checks, page, server);
  await noComplaint('no complaint in the console', expectedComplaint);
  await removing();
  await noComplaint('no complaint about a camera that goes', comingBack);
} finally {
  await browser.close();
}
process.exit(checks.failed === 0 ? 0 : 1);

async function adding() {
  await checks.check('an empty server asks for the first camera', page, async () => {
    await page.goto(server);
    await page.getByRole('link', { name: 'By URL' }).waitFor();
    await checks.shoot(page, 'empty');
  });
  await checks.check('an address that is not RTSP is refused in words', page, async () => {
    await page.getByRole('link', { name: 'By URL' }).click();
    await page.getByLabel('Name', { exact: true }).fill(names[0]);
    await page.getByLabel('Address', { exact: true }).fill('http://127.0.0.1/');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Cameras are reached by rtsp://').waitFor();
  });
  await checks.check('a port where nothing listens is told in words', page, async () => {
    await page.getByLabel('Address', { exact: true }).fill('rtsp://127.0.0.1:1/none');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Camera refuses the connection').waitFor();
    await checks.shoot(page, 'add-refused');
  });
  await checks.check('a path that the camera does not have is told in words', page, async () => {
    await page.getByLabel('Address', { exact: true }).fill(cameras[0].replace(/[^/]*$/, 'nothing-here'));
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Camera has no stream under this path', { exact: true }).waitFor();
  });
  await checks.check('a camera that answers is described, and added', page, async () => {
    await page.getByLabel('Address', { exact: true }).fill(cameras[0]);
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText(/H\.264 640 × 360/).waitFor();
    await checks.shoot(page, 'add-found');
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByRole('heading', { name: names[0] }).waitFor();
    await page.goto(`${server}/#/`);
    await page.getByRole('link', { name: /Open Harbour/ }).waitFor();
  });
}

async function grid(program) {
  for (let i = 1; i < cameras.length; i++) {
    await program.post('cameras', { name: names[i], url: cameras[i], record: true });
  }
  await checks.check('the grid shows four moving pictures', page, async () => {
    await eventually('four pictures', async () => (await page.$$('video')).length === cameras.length);
    await pictureMoves(cameras.length);
  });
  await checks.check('a second visit has its pictures within two seconds', page, async () => {
    const start = performance.now();
    await page.reload();
    await page.waitForFunction(
      (count) => {
        const videos = [...document.querySelectorAll('video')];
        return videos.length === count && videos.every((video) => video.readyState >= 2 && video.currentTime > 0);
      },
      cameras.length,
      { timeout: 20_000, polling: 50 },
    );
    const millis = performance.now() - start;
    await checks.shoot(page, 'grid-dark');
    // Six decoders and an encoder share a test machine's cores: the promise with room for that.
    require(millis < 6_000, `it took ${Math.round(millis)} ms`);
    return `${Math.round(millis)} ms`;
  });
}

async function cameraPage(program) {
  await checks.check('a camera opens large, live, with its quality', page, async () => {
    await page.getByRole('link', { name: /Open Harbour/ }).click();
    await page.getByRole('complementary', { name: 'Quality of the stream' }).waitFor();
    await pictureMoves(1);
    const latency = await eventually('a latency', async () => /Latency\s*(\d+) ms/.exec(await quality())?.[1]);
    require(/640 × 360/.test(await quality()), 'the size is not told');
    require(Number(latency) < 3_000, `latency is ${latency} ms`);
    return `latency ${latency} ms`;
  });
  await checks.check('the timeline shows what is recorded', page, async () => {
    await eventually('twelve recorded seconds', async () => (await recordedSeconds(program)) > 12, 40_000);
    await page.getByRole('button', { name: 'One minute' }).click();
    await eventually('recorded colour on the timeline', async () => (await recordedPixels()) > 100);
    await checks.shoot(page, 'camera-live');
  });
}

async function playback() {
  await checks.check('dragging the playhead back plays what was recorded', page, async () => {
    const live = await clock();
    const { x, y, width } = await page.getByTestId('timeline').boundingBox();
    const playhead = x + (await playheadShare()) * width;
    await page.mouse.move(playhead, y + 12);
    await page.mouse.down();
    await page.mouse.move(playhead - width * 0.08, y + 12, { steps: 4 });
    await page.mouse.move(playhead - width * 0.14, y + 12, { steps: 4 });
    await page.mouse.up();
    await page.locator('video[data-source=recorded][data-shown]').waitFor();
    await pictureMoves(1);
    const behind = secondsBetween(await clock(), live);
    require(behind >= 2 && behind < 60, `the clock says ${await clock()}, live was ${live}`);
    await checks.shoot(page, 'camera-recorded');
    return `${behind} s back`;
  });
  await checks.check('space pauses, arrows step by frames', page, async () => {
    await page.keyboard.press('Space');
    await eventually('a pause', () => page.$eval('video[data-shown]', (video) => video.paused));
    const before = await page.$eval('video[data-shown]', (video) => video.currentTime);
    const picture = await thumbnails(page, 'video[data-shown]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await eventually('another picture', async () => allMoved(picture, await thumbnails(page, 'video[data-shown]'), 1));
    const stepped = (await page.$eval('video[data-shown]', (video) => video.currentTime)) - before;
    require(stepped > 0.04 && stepped < 0.2, `two frames moved ${stepped} s`);
    await page.keyboard.press('Space');
    await pictureMoves(1);
  });
  await checks.check('a gap leads to the nearest recording, with a message', page, async () => {
    await page.getByRole('button', { name: 'One hour' }).click();
    const { x, y, width } = await page.getByTestId('timeline').boundingBox();
    await page.waitForTimeout(600);
    await page.mouse.click(x + width * 0.2, y + 55);
    await page.getByText(/No recording at .* nearest/).waitFor();
    await page.getByRole('button', { name: 'One minute' }).click();
  });
  await checks.check('L goes back to live', page, async () => {
    await page.keyboard.press('l');
    await eventually('only the live picture', async () => (await page.$$('video[data-source=recorded]')).length === 0);
    await pictureMoves(1);
  });
}

async function exporting() {
  await checks.check('export gives an MP4 that ffprobe reads', page, async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const bar = page.getByRole('region', { name: 'Export' });
    await bar.getByText(/about/).waitFor();
    await checks.shoot(page, 'export');
    const [download] = await Promise.all([page.waitForEvent('download'), bar.getByRole('link', { name: 'Download MP4' }).click()]);
    const folder = mkdtempSync(join(tmpdir(), 'sightline-export-'));
    try {
      const file = join(folder, 'clip.mp4');
      await download.saveAs(file);
      const probe = spawnSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration:stream=codec_name', '-of', 'json', file], { encoding: 'utf8' });
      require(probe.status === 0, `ffprobe: ${probe.error?.message ?? probe.stderr}`);
      const { format, streams } = JSON.parse(probe.stdout);
      require(streams.some((stream) => stream.codec_name === 'h264'), `no video in ${probe.stdout}`);
      require(Number(format.duration) > 3, `only ${format.duration} s`);
      return `${download.suggestedFilename()}, ${format.duration} s`;
    } finally {
      rmSync(folder, { recursive: true });
      await bar.getByRole('button', { name: 'Cancel' }).click();
    }
  });
}

async function faults() {
  await checks.check('a change of size in mid-stream does not stop the picture', page, async () => {
    const before = await page.$eval('video', (video) => video.videoWidth);
    await control('0/switch-clip');
    await eventually('another size', async () => (await page.$eval('video', (video) => video.videoWidth)) !== before, 30_000);
    await pictureMoves(1);
  });
  await checks.check('a camera that goes is told in words, and comes back by itself', page, async () => {
    await control('all/refuse?value=true');
    await control('all/close');
    await page.getByTestId('picture-overlay').locator('strong').first().waitFor({ timeout: 30_000 });
    const words = await page.getByTestId('picture-overlay').first().innerText();
    require(/since \d\d:\d\d/.test(words), `it says: ${words}`);
    await settled(page);
    await checks.shoot(page, 'camera-away');
    await page.goto(`${server}/#/`);
    await eventually('away in the title', async () => (await page.title()).includes('away'));
    await page.getByText(/away/).first().waitFor();
    await settled(page);
    await checks.shoot(page, 'grid-away');
    await control('all/refuse?value=false');
    await eventually('no more words', async () => (await page.getByTestId('picture-overlay').count()) === 0, 60_000);
    await pictureMoves(cameras.length);
    return words.replaceAll('\n', ' ');
  });
}

async function hls() {
  await checks.check('LL-HLS shows a moving picture too', page, async () => {
    await page.getByRole('link', { name: /Open Market square/ }).click();
    const hash = new URL(page.url()).hash;
    await page.goto(`${server}/${hash}?transport=hls`);
    await page.reload();
    await page.getByText('LL-HLS', { exact: true }).waitFor();
    await pictureMoves(1);
    const latency = await eventually('a latency', async () => /Latency\s*(\d+) ms/.exec(await quality())?.[1]);
    return `latency ${latency} ms`;
  });
}

async function looks() {
  await checks.check('the light theme is remembered', page, async () => {
    await page.goto(`${server}/#/`);
    await page.getByRole('button', { name: 'Light theme' }).click();
    await page.reload();
    await pictureMoves(cameras.length);
    const scheme = await page.$eval('html', (html) => html.dataset.mantineColorScheme);
    require(scheme === 'light', `the theme is ${scheme}`);
    await checks.shoot(page, 'grid-light');
    await page.getByRole('link', { name: /Open North gate/ }).click();
    await pictureMoves(1);
    await checks.shoot(page, 'camera-light');
  });
  const phone = await openPage(browser, { storageState: await page.context().storageState(), viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await checks.check('a phone shows the same without scrolling sideways', phone.page, async () => {
    await phone.page.goto(server);
    await havePictures(phone.page);
    await settled(phone.page);
    await checks.shoot(phone.page, 'phone-grid');
    await phone.page.getByRole('link', { name: /Open Harbour/ }).tap();
    await phone.page.getByRole('complementary').waitFor();
    await havePictures(phone.page);
    await settled(phone.page);
    await checks.shoot(phone.page, 'phone-camera');
    const [content, screen] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    require(content <= screen, `${content} pixels on a screen of ${screen}`);
    require(phone.complaints.length === 0, phone.complaints.join('\n'));
  });
  await phone.context.close();
}

async function removing() {
  await checks.check('a camera is deleted after a question', page, async () => {
    await page.goto(`${server}/#/`);
    await havePictures(page);
    await page.getByRole('button', { name: 'More for North gate' }).click();
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await page.getByRole('button', { name: 'Delete camera' }).click();
    await eventually('three cameras', async () => (await page.$$('article')).length === cameras.length - 1);
  });
}

async function noComplaint(name, expected) {
  await checks.check(name, page, async () => {
    const unexpected = complaints.splice(0).filter((complaint) => !expected.test(complaint));
    require(unexpected.length === 0, unexpected.join('\n'));
  });
}

// --- what the checks look at

async function pictureMoves(count) {
  let before = [];
  await eventually(`${count} moving picture(s)`, async () => {
    const shown = count === 1 ? ((await page.$('video[data-shown]')) ? 'video[data-shown]' : 'video[data-source=live]') : 'video';
    const now = await thumbnails(page, shown);
    const moved = allMoved(before, now, count);
    if (!moved) before = now;
    return moved;
  });
}

/** Each video has a picture, and there is one at least. */
function havePictures(on) {
  return eventually('pictures', async () => {
    const pictures = await thumbnails(on);
    return pictures.length > 0 && pictures.every((pixels) => pixels !== '');
  });
}

function clock() {
  return page.getByTestId('clock').innerText();
}

function secondsBetween(earlier, later) {
  const seconds = (text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (seconds(later) - seconds(earlier) + 86_400) % 86_400;
}

function quality() {
  return page.getByRole('complementary', { name: 'Quality of the stream' }).innerText();
}

/** Pixels of the timeline's lower half in the colour of recordings. */
async function recordedPixels() {
  return (await coloured('--recorded', 0.6)).columns.length;
}

/** Where the playhead is, as a share of the timeline's width. */
async function playheadShare() {
  const { columns, width } = await coloured('--warm', 0.07);
  return columns[Math.floor(columns.length / 2)] / width;
}

/** The columns of the timeline that have a colour of the theme, at a share of its height. */
function coloured(name, height) {
  return page.getByTestId('timeline').evaluate(
    (canvas, [name, height]) => {
      const copy = document.createElement('canvas');
      copy.width = canvas.width;
      copy.height = 1;
      const pen = copy.getContext('2d', { willReadFrequently: true });
      pen.drawImage(canvas, 0, -Math.round(canvas.height * height));
      const row = pen.getImageData(0, 0, copy.width, 1).data;
      const colour = getComputedStyle(canvas).getPropertyValue(name).trim();
      const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
      const columns = Array.from({ length: copy.width }, (_, x) => x).filter((x) => wanted.every((value, part) => row[x * 4 + part] === value));
      return { columns, width: copy.width };
    },
    [name, height],
  );
}

async function recordedSeconds(program) {
  const { items } = await program.get('cameras');
  const stream = items.find((camera) => camera.name === names[0]).streams[0].name;
  const to = new Date();
  const query = new URLSearchParams({ stream, from: new Date(to - 3_600_000).toISOString(), to: to.toISOString() });
  const { spans } = await program.get(`recordings?${query}`);
  return spans.reduce((sum, span) => sum + (Date.parse(span.to) - Date.parse(span.from)) / 1000, 0);
}

async function farmUrls() {
  const lines = (await (await fetch(`${farm}/cameras`)).text()).trim().split('\n');
  return lines.map((line) => line.split(' ')[3]);
}

async function control(path) {
  const response = await fetch(`${farm}/cameras/${path}`, { method: 'POST' });
  require(response.ok, `the farm refuses ${path}: ${await response.text()}`);
}
