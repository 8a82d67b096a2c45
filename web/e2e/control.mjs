// The camera page's panel in Chromium, with a camera that can be turned and in which something moves each second:
//   node e2e/control.mjs SERVER SET-UP-LINK STREAM ONVIF-ADDRESS PASSWORD SCREENSHOTS
import { administrator, settingUp } from './accounts.mjs';
import { logIn } from './api.mjs';
import { launch, openPage } from './browser.mjs';
import { Checks, eventually, require } from './checks.mjs';

const [server, setUpLink, stream, onvif, password, screenshots] = process.argv.slice(2);
if (!screenshots) {
  console.error('usage: node e2e/control.mjs SERVER SET-UP-LINK STREAM ONVIF-ADDRESS PASSWORD SCREENSHOTS');
  process.exit(2);
}

/** Somebody who may watch the camera. */
const guard = { username: 'grace', password: 'plain sailing after the storm' };
/** What a browser writes by itself for the answers that the camera refuses the log-in, and has just done so. */
const expectedComplaint = /Failed to load resource: the server responded with a status of (429|502)/;

const checks = new Checks(screenshots);
const browser = await launch();
const { page, context, complaints } = await openPage(browser, { acceptDownloads: true });
page.setDefaultTimeout(60_000);

try {
  await settingUp(checks, page, server, setUpLink);
  const program = await logIn(server, administrator.username, administrator.password);
  const camera = await program.post('cameras', { name: 'Yard', url: stream, onvifUrl: onvif, username: 'admin', password: 'wrong', record: false });
  const path = `cameras/${camera.id}`;
  const panel = page.getByRole('region', { name: 'Camera', exact: true });

  await checks.check('a camera with a wrong password is told in words, and repaired', page, async () => {
    await page.goto(`${server}/#/cameras/${camera.id}`);
    await panel.getByText('User name or password is wrong').waitFor();
    await checks.shoot(page, 'control-refused');
    // Within ten seconds it is not asked again; a slow machine may take longer than that to click.
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.getByText(/has just refused the log-in|User name or password is wrong/).waitFor();
    await checks.shoot(page, 'control-refused-again');
    await panel.getByRole('button', { name: 'Change log-in…' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('application').waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
    await checks.shoot(page, 'control');
  });

  const looks = async () => (await program.get(`${path}/ptz`)).position;
  await checks.check('the camera turns while the pad is held, and stops when it is let go', page, async () => {
    const pad = await panel.getByRole('application').boundingBox();
    const before = await looks();
    await page.mouse.move(pad.x + pad.width * 0.97, pad.y + pad.height / 2);
    await page.mouse.down();
    await eventually('it turns to the right', async () => (await looks()).pan > before.pan + 0.2);
    await checks.shoot(page, 'control-moving');
    await page.mouse.up();
    await eventually('it stands', async () => !(await program.get(`${path}/ptz`)).moving);
    return `from ${before.pan} to ${(await looks()).pan}`;
  });
  await checks.check('arrow keys turn it, and not the recording', page, async () => {
    const before = await looks();
    await panel.getByRole('application').focus();
    await page.keyboard.down('ArrowUp');
    await eventually('it turns up', async () => (await looks()).tilt > before.tilt + 0.05);
    await page.keyboard.up('ArrowUp');
    await eventually('it stands', async () => !(await program.get(`${path}/ptz`)).moving);
    require((await page.getByRole('button', { name: 'Live' }).getAttribute('aria-pressed')) === 'true', 'it is no longer live');
  });
  await checks.check('a view is saved, gone back to, and deleted after a question', page, async () => {
    const kept = await looks();
    await panel.getByLabel('Name of the present view').fill('Back door');
    await panel.getByRole('button', { name: 'Save view' }).click();
    const view = panel.getByRole('button', { name: 'Back door', exact: true });
    await view.waitFor();
    await panel.getByRole('button', { name: 'Home view' }).click();
    await eventually('home', async () => (await looks()).pan === 0);
    await view.click();
    await eventually('back', async () => Math.abs((await looks()).pan - kept.pan) < 0.01);
    await panel.getByRole('button', { name: 'Delete view Back door' }).click();
    await page.getByRole('button', { name: 'Delete view', exact: true }).click();
    await view.waitFor({ state: 'detached' });
  });
  await checks.check('the picture’s settings are changed in the camera, and put back', page, async () => {
    await panel.getByRole('button', { name: 'Picture settings' }).click();
    const slider = panel.getByRole('slider', { name: 'Brightness' });
    await slider.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    const brightness = async () => (await program.get(`${path}/imaging`)).brightness.value;
    await eventually('brighter', async () => (await brightness()) === 55);
    await panel.getByText('On', { exact: true }).click();
    await eventually('night view', async () => (await program.get(`${path}/imaging`)).infraredCutFilter.value === 'off');
    await panel.getByRole('button', { name: 'Reset' }).click();
    await eventually('as before', async () => (await brightness()) === 50);
    await eventually('the slider says so', async () => (await slider.getAttribute('aria-valuenow')) === '50');
  });
  await checks.check('what the camera reports is seen as it happens', page, async () => {
    await panel.getByRole('button', { name: /^Events/ }).click();
    const events = panel.getByRole('list', { name: 'Events, the newest first' });
    await events.getByText('Motion', { exact: true }).first().waitFor();
    await events.getByText('Motion ended').first().waitFor();
    await panel.getByText('Listening', { exact: true }).waitFor();
    const before = await events.getByRole('listitem').count();
    const asked = [];
    page.on('request', (request) => /\/cameras\/[^/]+\/events/.test(request.url()) && asked.push(request.url()));
    await eventually('more of them', async () => (await events.getByRole('listitem').count()) > before + 2);
    require(asked.length <= 1, `they are told, not asked for: ${asked.length} times`);
  });
  await checks.check('who may only watch sees what the camera reports, and nothing to control it with', page, async () => {
    const user = await program.post('users', { ...guard, displayName: 'Grace', email: '', roles: ['user'] });
    await program.put(`users/${user.id}/grants`, { items: [{ cameraId: camera.id, groupId: null, rights: ['view'] }] });
    const watching = await openPage(browser);
    watching.page.setDefaultTimeout(60_000);
    await watching.page.goto(`${server}/#/cameras/${camera.id}`);
    await watching.page.getByLabel('User name').fill(guard.username);
    await watching.page.getByLabel('Password', { exact: true }).fill(guard.password);
    await watching.page.getByRole('button', { name: 'Log in', exact: true }).click();
    const seen = watching.page.getByRole('region', { name: 'Camera', exact: true });
    await seen.getByRole('button', { name: 'Events' }).click();
    await seen.getByRole('list', { name: 'Events, the newest first' }).getByText('Motion', { exact: true }).first().waitFor();
    await checks.shoot(watching.page, 'control-watching');
    require((await watching.page.getByRole('application').count()) === 0, 'the pad is offered');
    require((await seen.getByRole('switch').count()) === 0, 'a setting is offered');
    const sections = await seen.getByRole('heading', { level: 2 }).allInnerTexts();
    require(sections.map((text) => text.trim()).join() === 'Events,Health', `it has ${sections.join()}`);
    require(watching.complaints.length === 0, watching.complaints.join('\n'));
    await watching.context.close();
  });
  await checks.check('device and health are told', page, async () => {
    await panel.getByRole('button', { name: /^Device/ }).click();
    await panel.getByText('Simulated camera', { exact: true }).waitFor();
    await panel.getByRole('button', { name: /^Health/ }).click();
    await panel.getByText('7 days').waitFor();
    await page.screenshot({ path: `${screenshots}/control-open.png`, fullPage: true });
  });
  await checks.check('a restart is asked for', page, async () => {
    await panel.getByRole('button', { name: 'Restart…' }).click();
    await checks.shoot(page, 'control-restart');
    await page.getByRole('button', { name: 'Restart camera' }).click();
    await page.getByText('Yard restarts').waitFor();
  });
  const phone = await openPage(browser, { storageState: await context.storageState(), viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await checks.check('the panel fits a phone', phone.page, async () => {
    await phone.page.goto(`${server}/#/cameras/${camera.id}`);
    await phone.page.getByRole('application').waitFor({ timeout: 60_000 });
    await phone.page.screenshot({ path: `${screenshots}/phone-control.png`, fullPage: true });
    const [content, screen] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    require(content <= screen, `${content} pixels on a screen of ${screen}`);
  });
  await phone.context.close();
  await checks.check('no complaint in the console', page, async () => {
    const unexpected = complaints.filter((complaint) => !expectedComplaint.test(complaint));
    require(unexpected.length === 0, unexpected.join('\n'));
  });
} finally {
  await browser.close();
}
process.exit(checks.failed === 0 ? 0 : 1);
