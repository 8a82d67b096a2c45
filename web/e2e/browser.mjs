// Chromium as the end-to-end tests and the latency bench use it.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { eventually } from './checks.mjs';

const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const flags = [
  '--headless=new',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Headless windows count as covered, and would be throttled.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export async function launch() {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('Chromium is not installed. On Debian: apt-get install chromium (or set CHROMIUM to its path).');
  }
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...flags, ...root] });
}

/** What each page has asked of the server's API and has no answer to. */
const unanswered = new WeakMap();

/** A page that remembers what its console complained about. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  watchRequests(page);
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.stack ?? error.message}`));
  return { page, context, complaints };
}

function watchRequests(page) {
  const open = new Set();
  unanswered.set(page, open);
  page.on('request', (request) => {
    if (request.isNavigationRequest()) open.clear();
    if (request.url().includes('/api/v1/')) open.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
}

/** Waits until a page shows what it has asked for, and nothing of it moves that will ever stand still. */
export async function settled(page) {
  await page.locator('main').first().waitFor();
  await page.evaluate(standStill);
  await eventually('all answers', () => unanswered.get(page).size === 0);
  await page.getByLabel('Loading').first().waitFor({ state: 'hidden' });
  await page.evaluate(standStill);
}

/** Runs in the page. */
async function standStill() {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  const ends = (animation) => animation.playState === 'running' && Number.isFinite(animation.effect.getComputedTiming().endTime);
  await Promise.allSettled(document.getAnimations().filter(ends).map((animation) => animation.finished));
}
