// The health page in Chromium against a real server whose patrol is in a hurry, and two farms of simulated cameras:
//   node e2e/health.mjs SERVER SET-UP-LINK FARM-CONTROL SINGLE-CONTROL SCREENSHOTS
// SERVER is new. The farm has three cameras, the single one is the camera that goes away. Exits with 1 when a check
// failed.
import { administrator, settingUp } from './accounts.mjs';
import { logIn } from './api.mjs';
import { launch, openPage, settled } from './browser.mjs';
import { Checks, eventually, require } from './checks.mjs';

const [server, setUpLink, farm, single, screenshots] = process.argv.slice(2);
if (!screenshots) {
  console.error('usage: node e2e/health.mjs SERVER SET-UP-LINK FARM-CONTROL SINGLE-CONTROL SCREENSHOTS');
  process.exit(2);
}

const guard = { username: 'grace', password: 'plain sailing after the storm' };
const patience = { timeout: 60_000 };
const checks = new Checks(screenshots);
const browser = await launch();
const { page, complaints } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
const { page: wall, complaints: wallComplaints } = await openPage(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });

try {
  await settingUp(checks, page, server, setUpLink);
  const program = await logIn(server, administrator.username, administrator.password);
  const names = await addCameras(program);
  await addGuard(program, names);
  await well();
  await guardSeesOwn();
  await goesAway();
  await withoutPicture();
  await dailyCheck();
  await viewing();
  await looks();
  await comesBack();
  await checks.check('no complaint in the console', page, async () => {
    const all = [...complaints, ...wallComplaints];
    require(all.length === 0, all.join('\n'));
  });
} finally {
  await browser.close();
}
process.exit(checks.failed === 0 ? 0 : 1);

async function addCameras(program) {
  const urls = [...(await farmUrls(farm)), ...(await farmUrls(single))];
  const names = ['Harbour', 'Market square', 'Workshop', 'North gate'];
  const ids = {};
  for (let i = 0; i < names.length; i++) {
    const added = await program.post('cameras', { name: names[i], url: urls[i], record: names[i] === 'Workshop' });
    ids[names[i]] = added.id;
  }
  return ids;
}

async function addGuard(program, ids) {
  const { id } = await program.post('users', { ...guard, displayName: 'Grace Hopper', email: '', roles: ['user'] });
  await program.put(`users/${id}/grants`, { items: [{ cameraId: ids.Harbour, rights: ['view'] }] });
}

async function well() {
  await checks.check('the health page counts cameras and says that there is nothing to do', page, async () => {
    await page.goto(`${server}/#/`);
    await page.getByRole('link', { name: 'Health', exact: true }).click();
    await page.getByText('All cameras are well. There is nothing to do.').waitFor(patience);
    require((await tile(page, 'Online')) === 4, 'not four online');
    await page.getByRole('button', { name: 'No open alarms' }).waitFor();
    // Lost with the page: what follows happens without loading it anew.
    await page.evaluate(() => { window.sameLoad = true; });
    await checks.shoot(page, 'health-well');
  });
}

async function guardSeesOwn() {
  await checks.check('a user sees the health of the cameras that are granted, and no others', wall, async () => {
    await wall.goto(`${server}/#/health`);
    await wall.getByLabel('User name').fill(guard.username);
    await wall.getByLabel('Password', { exact: true }).fill(guard.password);
    await wall.getByRole('button', { name: 'Log in', exact: true }).click();
    await wall.getByText('All cameras are well').waitFor(patience);
    require((await tile(wall, 'Online')) === 1, 'more than the one camera is counted');
  });
}

async function goesAway() {
  await checks.check('a camera that goes appears by itself, with since when and what to do', page, async () => {
    await control(single, 'all/refuse?value=true');
    await control(single, 'all/close');
    const row = cameraRow(page, 'North gate');
    await row.getByText(/Offline/).waitFor(patience);
    await row.getByText(/since \d\d:\d\d, for/).waitFor();
    await row.getByText('Camera refuses the connection').waitFor();
    require((await tile(page, 'Offline')) === 1, 'the tile does not count it');
    require(await page.evaluate(() => window.sameLoad), 'the page was loaded anew');
  });
  await checks.check('its alarm rings the bell, and leads there', page, async () => {
    await page.getByRole('button', { name: '1 open alarm' }).click(patience);
    await page.getByRole('dialog').getByText(/Offline since/).waitFor();
    await settled(page);
    await checks.shoot(page, 'health-bell');
    await page.getByRole('link', { name: 'Health of all cameras' }).click();
    await page.getByRole('region', { name: 'Open' }).getByText('North gate').waitFor();
    await checks.shoot(page, 'health-alarms');
  });
  await checks.check('who may not see the camera is not told of it', wall, async () => {
    await wall.getByRole('button', { name: 'No open alarms' }).waitFor();
    require((await wall.getByText('North gate').count()) === 0, 'its name is shown');
    require((await tile(wall, 'Offline')) === 0, 'it is counted');
  });
}

async function withoutPicture() {
  await checks.check('a camera that answers without a picture is told apart', page, async () => {
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await control(farm, '2/answer?value=404');
    await control(farm, '2/close');
    const row = cameraRow(page, 'Workshop');
    await row.getByText(/Without picture/).waitFor(patience);
    await row.getByText('Camera has no stream under this path').waitFor();
    await checks.shoot(page, 'health-dark');
    await page.getByRole('button', { name: /Offline/ }).click();
    await eventually('only the one that is offline', async () => (await page.locator('main li').count()) === 1);
    await page.getByRole('button', { name: /Offline/ }).click();
    await page.getByLabel('Find a camera').fill('north');
    await eventually('only the one that is looked for', async () => (await page.locator('main li').count()) === 1);
    await page.getByLabel('Find a camera').fill('');
  });
}

async function dailyCheck() {
  await checks.check('the daily check runs now, with progress, and shows a picture of each camera that has one', page, async () => {
    await page.getByRole('link', { name: 'Daily check' }).click();
    const wall = page.getByRole('list', { name: 'Pictures' });
    await eventually('four cameras', async () => (await wall.getByRole('listitem').count()) === 4);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByRole('status').filter({ hasText: /Checking, \d cameras? to go/ }).waitFor();
    await checks.shoot(page, 'health-checking');
    await page.getByRole('button', { name: 'Check now', disabled: false }).waitFor(patience);
    await wall.getByText('No picture').first().waitFor();
    const loaded = () => wall.locator('img').evaluateAll((images) => images.filter((image) => image.naturalWidth > 0).length);
    await eventually('two pictures', async () => (await loaded()) === 2);
    await page.getByRole('group', { name: 'Show pictures that are' }).getByRole('button', { name: /No picture/ }).click();
    await eventually('those without', async () => (await wall.getByRole('listitem').count()) === 2);
    await page.getByRole('group', { name: 'Show pictures that are' }).getByRole('button', { name: /No picture/ }).click();
  });
  await checks.check('a user sees the pictures of granted cameras, and starts no check', wall, async () => {
    await wall.goto(`${server}/#/health/pictures`);
    await eventually('one camera', async () => (await wall.getByRole('list', { name: 'Pictures' }).getByRole('listitem').count()) === 1);
    require((await wall.getByRole('button', { name: 'Check now' }).count()) === 0, 'a check could be started');
    require((await wall.getByRole('link', { name: 'Viewing' }).count()) === 0, 'who watches is shown');
    await wall.goto(`${server}/#/health`);
  });
}

async function viewing() {
  await checks.check('who watched is a chart, and the most watched cameras are listed', page, async () => {
    await page.goto(`${server}/#/`);
    await eventually('a picture', () => page.$eval('video', (video) => video.currentTime > 2), 40_000);
    await page.goto(`${server}/#/health/views`);
    await page.getByRole('img', { name: /viewer|Nobody/ }).waitFor();
    await eventually('a watched camera', async () => {
      await page.getByText('7 days').click();
      await page.waitForTimeout(400);
      await page.getByText('24 hours').click();
      await page.waitForTimeout(400);
      return (await page.getByRole('region', { name: 'Most watched' }).getByRole('link').count()) > 0;
    });
  });
}

async function looks() {
  await checks.check('light, and all sections on a phone without scrolling sideways', page, async () => {
    await page.getByRole('button', { name: 'Light theme' }).click();
    await checks.shoot(page, 'health-light');
    for (const section of ['alarms', 'pictures', 'views']) {
      await page.goto(`${server}/#/health/${section}`);
      await settled(page);
      await checks.shoot(page, `health-${section}-light`);
    }
    await page.getByRole('button', { name: 'Dark theme' }).click();
    for (const section of ['pictures', 'views']) {
      await page.goto(`${server}/#/health/${section}`);
      await settled(page);
      await checks.shoot(page, `health-${section}-dark`);
    }
    const phone = await openPage(browser, { storageState: await page.context().storageState(), viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
    for (const section of ['overview', 'alarms', 'pictures', 'views']) {
      await phone.page.goto(`${server}/#/health/${section}`);
      await settled(phone.page);
      await checks.shoot(phone.page, `health-${section}-phone`);
      const [content, screen] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      require(content <= screen, `${section}: ${content} pixels on a screen of ${screen}`);
    }
    require(phone.complaints.length === 0, phone.complaints.join('\n'));
    await phone.context.close();
  });
}

async function comesBack() {
  await checks.check('when it is back the alarm is closed with its duration', page, async () => {
    await page.goto(`${server}/#/health/alarms`);
    await page.getByRole('region', { name: 'Open' }).getByText('North gate').waitFor(patience);
    await control(single, 'all/refuse?value=false');
    await page.getByText('No alarm is open.').waitFor(patience);
    const row = page.getByRole('region', { name: 'History' }).getByRole('listitem').filter({ hasText: 'North gate' });
    await row.getByText(/Offline from \d\d:\d\d to \d\d:\d\d/).waitFor();
    await row.getByText(/\d+ (s|min)/).waitFor();
    await page.getByRole('button', { name: 'No open alarms' }).waitFor();
    await checks.shoot(page, 'health-closed');
    return (await row.innerText()).replaceAll('\n', ' ');
  });
}

// --- what the checks look at

function cameraRow(on, name) {
  return on.getByRole('listitem').filter({ has: on.getByRole('link', { name, exact: true }) });
}

/** The number on the tile of a status. */
async function tile(on, status) {
  const text = await on.getByRole('group', { name: 'Show cameras that are' }).getByRole('button', { name: new RegExp(`${status}$`) }).innerText();
  return Number(/\d+/.exec(text)?.[0]);
}

async function farmUrls(of) {
  const lines = (await (await fetch(`${of}/cameras`)).text()).trim().split('\n');
  return lines.map((line) => line.split(' ')[3]);
}

async function control(of, path) {
  const response = await fetch(`${of}/cameras/${path}`, { method: 'POST' });
  require(response.ok, `the farm refuses ${path}: ${await response.text()}`);
}
