// Cameras found, added in every way, changed together, broken and repaired, in Chromium against a real server
// and simulated devices:
//   node e2e/devices.mjs SERVER SET-UP-LINK PASSWORD DEVICES SCREENSHOTS
// SERVER is new, and has printed the link; DEVICES are addresses of ONVIF services, separated by commas, which let
// "admin" in with PASSWORD and answer discovery. Exits with 1 when a check failed.
import { settingUp, administrator } from './accounts.mjs';
import { logIn } from './api.mjs';
import { launch, openPage, settled } from './browser.mjs';
import { Checks, eventually, require } from './checks.mjs';

const [server, setUpLink, password, deviceList, screenshots] = process.argv.slice(2);
if (!screenshots) {
  console.error('usage: node e2e/devices.mjs SERVER SET-UP-LINK PASSWORD DEVICES SCREENSHOTS');
  process.exit(2);
}

const devices = deviceList.split(',').map((url) => new URL(url));
const guard = { username: 'grace', password: 'plain sailing after the storm' };
/** What a browser writes by itself for an answer that is not 2xx; the page shows these in words: 504 of a
 * camera that does not answer. */
const expectedComplaint = /Failed to load resource: the server responded with a status of (409|422|504)/;

const checks = new Checks(screenshots);
const browser = await launch();
const { page, context, complaints } = await openPage(browser, { acceptDownloads: true });
// Devices take their time by design, and a test machine's cores are shared.
page.setDefaultTimeout(20_000);

try {
  await settingUp(checks, page, server, setUpLink);
  const program = await logIn(server, administrator.username, administrator.password);
  await beginning();
  await byAddress(program);
  await discovering();
  await byUrl(program);
  await byManufacturer();
  await importing();
  await labelling(program);
  await breaking(program);
  await deleting(program);
  await refusing(program);
  await looks();
  await checks.check('no other complaint in the console', page, async () => {
    const unexpected = complaints.filter((complaint) => !expectedComplaint.test(complaint));
    require(unexpected.length === 0, unexpected.join('\n'));
  });
} finally {
  await browser.close();
}
process.exit(checks.failed === 0 ? 0 : 1);

async function beginning() {
  await checks.check('somebody without a camera is shown where to begin', page, async () => {
    await page.goto(`${server}/#/`);
    await page.getByRole('heading', { name: 'No cameras yet' }).waitFor();
    for (const way of ['Look for cameras', 'Add by address', 'Import a list']) {
      await page.getByRole('link', { name: new RegExp(way) }).waitFor();
    }
    await checks.shoot(page, 'first-camera');
  });
}

async function byAddress(program) {
  await checks.check('a wrong password is told at its step, in words', page, async () => {
    await page.getByRole('link', { name: /Add by address/ }).click();
    await fillAddress(devices[0].host, 'wrong');
    await page.getByRole('list', { name: 'Steps' }).waitFor();
    await page.getByText('User name or password is wrong').first().waitFor();
    require((await page.locator('li[data-state=failed]').count()) === 1, 'no step has failed');
    await checks.shoot(page, 'device-wrong-password');
  });
  await checks.check('an attempt with the right password shows what was found', page, async () => {
    await page.getByRole('textbox', { name: 'User name' }).fill('admin');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Sightline Simulated camera' }).waitFor();
    const words = await page.getByRole('region', { name: 'Channel 1' }).innerText();
    require(/H\.264 · 1280 × 720 · 25 fps/.test(words), `the main stream is not described: ${words}`);
    require(/H\.264 · 640 × 360/.test(words), `the sub stream is not described: ${words}`);
    await checks.shoot(page, 'device-found');
  });
  await checks.check('what was found survives a reload, and is added under another name', page, async () => {
    await page.reload();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour gate');
    const stream = page.getByRole('textbox', { name: 'What the main stream is called in addresses' });
    await stream.fill('harbour gate');
    await page.getByText('Up to 100 letters').waitFor();
    require(await page.getByRole('button', { name: 'Add camera' }).isDisabled(), 'a name with a space can be sent');
    await stream.fill('harbour_gate');
    await checks.shoot(page, 'device-named');
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByText('The camera is added').waitFor();
    const { items } = await program.get('cameras');
    require(items.length === 1 && items[0].name === 'Harbour gate', JSON.stringify(items));
    require(items[0].streams[0].name === 'harbour_gate', JSON.stringify(items[0].streams));
    await page.getByRole('link', { name: 'Watch Harbour gate' }).click();
    await page.locator('video').first().waitFor();
  });
  await checks.check('a device that is a camera already is told, with the way to it', page, async () => {
    await page.goto(`${server}/#/add/address`);
    await fillAddress(devices[0].host, password);
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByText('This camera is there already').first().waitFor();
    await page.getByRole('link', { name: 'Open that camera' }).click();
    await page.getByRole('heading', { name: 'Harbour gate' }).waitFor();
  });
  await checks.check('what was not finished is listed, and can be let go', page, async () => {
    await page.goto(`${server}/#/add/url`);
    await page.getByRole('button', { name: `Do not add ${devices[0].host}` }).click();
    await eventually('no more', async () => (await page.getByText('Not finished').count()) === 0);
  });
}

async function discovering() {
  await checks.check('discovery shows what answers, and what of it is a camera already', page, async () => {
    await page.goto(`${server}/#/add/discover`);
    await page.getByRole('checkbox', { name: /Camera 1 at/ }).waitFor();
    await page.getByText('Added', { exact: true }).first().waitFor();
    await checks.shoot(page, 'discover');
  });
  await checks.check('a device that was found by discovery is added', page, async () => {
    await page.getByRole('link', { name: /Add Camera 1 at/ }).click();
    require((await page.getByLabel('Address').inputValue()).includes(devices[1].host), 'the address is not filled in');
    await fillAddress(undefined, password);
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByText('The camera is added').waitFor();
  });
  await checks.check('several are added with one password, in the background', page, async () => {
    await page.goto(`${server}/#/add/discover`);
    await page.getByRole('checkbox', { name: /Camera 2 at/ }).check();
    await page.getByRole('button', { name: 'Add 1 device…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'User name' }).fill('admin');
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
    await dialog.getByRole('button', { name: 'Add 1 device' }).click();
    await page.goto(`${server}/#/cameras`);
    await eventually('three cameras', async () => (await rows().count()) === 3, 40_000);
  });
}

async function byUrl(program) {
  await checks.check('an address that is not RTSP is refused in words', page, async () => {
    await page.goto(`${server}/#/add/url`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Spare');
    await page.getByLabel('Address', { exact: true }).fill('http://127.0.0.1/');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Cameras are reached by rtsp://').waitFor();
  });
  await checks.check('a camera is added by its URL once it was tried', page, async () => {
    // The sub stream of a device that is there would be a double of it; another path is none.
    const { items } = await program.get('cameras');
    const url = new URL(items[0].streams[0].url);
    await page.getByLabel('Address', { exact: true }).fill(`rtsp://${url.host}${url.pathname}`);
    await page.getByLabel('User name').fill('admin');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText(/H\.264 1280 × 720/).waitFor();
    await checks.shoot(page, 'add-found');
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByText('This camera is there already').waitFor();
    await page.getByLabel('Address', { exact: true }).fill(`rtsp://${url.host}/elsewhere`);
    await page.getByRole('combobox', { name: 'Tags' }).fill('spare');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByRole('heading', { name: 'Spare' }).waitFor();
    require((await program.get('cameras?tag=spare')).items.length === 1, 'the tag is missing');
  });
}

async function byManufacturer() {
  await checks.check('the paths of a manufacturer are shown and added', page, async () => {
    await page.goto(`${server}/#/add/manufacturer`);
    await page.getByRole('combobox', { name: 'Manufacturer' }).fill('hiklook');
    await page.getByText('None is called so').waitFor();
    await page.getByRole('combobox', { name: 'Manufacturer' }).fill('hilook');
    await page.getByRole('option', { name: 'Hikvision' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Loading bay');
    await page.getByRole('textbox', { name: 'Address' }).fill('127.77.0.1');
    await page.getByRole('textbox', { name: 'Channel' }).fill('2');
    await page.getByText('rtsp://127.77.0.1:554/Streaming/Channels/201').waitFor();
    await checks.shoot(page, 'add-manufacturer');
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByRole('heading', { name: 'Loading bay' }).waitFor();
  });
}

async function importing() {
  await checks.check('a list of 500 with 3 wrong rows tells each of them before anything is added', page, async () => {
    await page.goto(`${server}/#/add/import`);
    await drop('cameras.csv', listOf(500, [17, 203, 499]));
    await page.getByText('497 cameras are new, 3 rows are wrong').waitFor();
    await page.getByText('Wrong (3)').click();
    await eventually('three rows', async () => (await page.locator('tbody tr').count()) === 3);
    // The header is row 1.
    for (const row of ['18', '204', '500']) await page.getByRole('cell', { name: row, exact: true }).waitFor();
    await checks.shoot(page, 'import-dry-run');
    require((await rowsOf('Row-')) === 0, 'something was added by the dry run');
  });
  await checks.check('one click adds the good ones, and says what was left out', page, async () => {
    await page.getByRole('button', { name: 'Add 497 cameras' }).click();
    await page.getByText('497 cameras added').waitFor();
    await checks.shoot(page, 'import-done');
    require((await rowsOf('Row-')) === 497, 'not all were added');
  });
  await checks.check('the same list once more is all double', page, async () => {
    await drop('cameras.csv', listOf(500, [17, 203, 499]));
    await page.getByText('497 are there already').waitFor();
    require(await page.getByRole('button', { name: 'Nothing to add' }).isDisabled(), 'it could be added again');
  });
  await checks.check('a file that is no list is refused in words', page, async () => {
    await page.getByLabel('File with cameras').setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') });
    await page.getByText(/has no column "URL" or "Host"/).waitFor();
  });
  await checks.check('the template can be filled in and is read', page, async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Excel file to fill in' }).click()]);
    await page.getByLabel('File with cameras').setInputFiles(await download.path().then(async (path) => {
      const { readFileSync } = await import('node:fs');
      return { name: 'filled.xlsx', mimeType: 'application/octet-stream', buffer: readFileSync(path) };
    }));
    await page.getByText('2 cameras are new').waitFor();
  });
}

async function labelling(program) {
  await checks.check('thousands are shown in parts, and found by words', page, async () => {
    await page.goto(`${server}/#/cameras`);
    await eventually('the first part', async () => (await rows().count()) === 100);
    await page.getByRole('button', { name: 'Show more' }).click();
    await eventually('two parts', async () => (await rows().count()) === 200);
    await page.getByLabel('Search cameras').fill('Row-12');
    // Row-12, and Row-120 to Row-129.
    await eventually('eleven', async () => (await rows().count()) === 11);
    require(page.url().includes('q=Row'), 'the search is not in the address');
    await page.reload();
    await eventually('eleven after a reload', async () => (await rows().count()) === 11);
  });
  await checks.check('what was chosen is tagged, put into a new group and recorded, together', page, async () => {
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByText('11 cameras chosen').waitFor();
    await page.getByRole('button', { name: 'Tag…' }).click();
    await page.getByRole('dialog').locator('input').fill('east');
    await page.getByRole('button', { name: 'Put on' }).click();
    await page.getByText('11 cameras tagged “east”').waitFor();
    await page.getByRole('button', { name: 'Group…' }).click();
    await page.getByRole('dialog').locator('input').fill('East wing');
    await page.getByRole('button', { name: 'Put into' }).click();
    await page.getByText('11 cameras put into East wing').waitFor();
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText(/11 cameras are recorded/).waitFor();
    await checks.shoot(page, 'bulk');
    const { items } = await program.get('cameras?q=Row-12&tag=east');
    require(items.length === 11 && items.every((camera) => camera.record && camera.groups[0].name === 'East wing'), JSON.stringify(items[0]));
  });
  await checks.check('what was done together is taken back together', page, async () => {
    await page.getByRole('button', { name: 'Stop recording' }).click();
    const words = page.getByRole('alert').filter({ hasText: '11 cameras are no longer recorded' });
    await words.getByRole('button', { name: 'Undo' }).click();
    await eventually('recorded again', async () => (await program.get('cameras?tag=east')).items.every((camera) => camera.record));
  });
  await checks.check('groups are renamed and deleted, their cameras stay', page, async () => {
    await page.getByRole('button', { name: 'Choose none' }).click();
    await page.getByRole('button', { name: 'Groups' }).click();
    await page.getByRole('button', { name: 'Rename East wing' }).click();
    await page.getByLabel('New name of East wing').fill('East');
    await page.keyboard.press('Enter');
    await page.getByText('11 cameras', { exact: true }).waitFor();
    await checks.shoot(page, 'groups');
    await page.getByRole('button', { name: 'Delete East', exact: true }).click();
    await page.getByRole('button', { name: 'Delete group' }).click();
    await page.getByText('There is no group yet').waitFor();
    await page.keyboard.press('Escape');
    require((await program.get('cameras?tag=east')).items.length === 11, 'cameras are gone');
  });
  await checks.check('favourites are one click, and a filter', page, async () => {
    await page.getByLabel('Search cameras').fill('');
    await page.getByLabel('Search cameras').fill('Harbour');
    await page.getByRole('button', { name: 'Favourite: Harbour gate' }).click();
    await eventually('a favourite', async () => (await program.get('cameras?favourite=true')).items.length === 1);
    await page.getByLabel('Search cameras').fill('');
    await page.getByRole('button', { name: 'Favourites' }).click();
    await eventually('one row', async () => (await rows().count()) === 1);
    await page.getByRole('button', { name: 'Favourites' }).click();
    await eventually('more rows', async () => (await rows().count()) === 100);
  });
  await checks.check('the list is exported as it is filtered, without passwords', page, async () => {
    await page.getByRole('combobox', { name: 'Tag' }).click();
    await page.getByRole('option', { name: /east/ }).click();
    await eventually('eleven', async () => (await rows().count()) === 11);
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Table (CSV)' }).click()]);
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(await download.path(), 'utf8');
    require(text.trim().split('\n').length === 12, `it has ${text.split('\n').length} lines`);
    require(!text.includes('secret'), 'a password is in it');
  });
}

async function breaking(program) {
  await checks.check('a camera whose password no longer fits says so, and is repaired', page, async () => {
    const camera = (await program.get('cameras?q=Harbour')).items[0];
    await program.put(`cameras/${camera.id}/credentials`, { username: 'admin', password: 'changed on the device' });
    await page.goto(`${server}/#/cameras?q=Harbour`);
    await page.reload();
    await row('Harbour gate').getByText('User name or password is wrong').waitFor();
    await checks.shoot(page, 'broken');
    await page.getByRole('button', { name: 'More for Harbour gate' }).click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await page.getByRole('switch', { name: /Log in to the camera as somebody else/ }).click();
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await checks.shoot(page, 'repair');
    await page.getByRole('button', { name: 'Save' }).click();
    await row('Harbour gate').getByText('Live').waitFor();
  });
}

async function deleting(program) {
  await checks.check('many are deleted only after their number was typed', page, async () => {
    await page.goto(`${server}/#/cameras?tag=east`);
    await page.reload();
    await eventually('eleven', async () => (await rows().count()) === 11);
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('alertdialog');
    const button = dialog.getByRole('button', { name: 'Delete 11 cameras' });
    require(await button.isDisabled(), 'two clicks would delete them');
    await dialog.getByRole('textbox').fill('11');
    await checks.shoot(page, 'bulk-delete');
    await button.click();
    await page.getByText('No camera is like this').waitFor();
    require((await rowsOf('Row-')) === 486, `${await rowsOf('Row-')} are left`);
  });
  await checks.check('all that match a search are chosen at once', page, async () => {
    await page.goto(`${server}/#/cameras?q=Row-`);
    await page.reload();
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByText('100 cameras chosen').waitFor();
    await page.getByRole('button', { name: 'Choose all that match' }).click();
    await page.getByText('486 cameras chosen').waitFor();
    await page.getByRole('button', { name: 'Choose none' }).click();
  });
  await checks.check('one camera is deleted after a question', page, async () => {
    await page.goto(`${server}/#/cameras?q=Loading`);
    await page.reload();
    await page.getByRole('button', { name: 'More for Loading bay' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete camera' }).click();
    await page.getByText('No camera is like this').waitFor();
  });
  await checks.check('recordings go with a camera when that is wanted, and their size is told', page, async () => {
    const camera = (await program.get('cameras?q=Simulated')).items.find((each) => each.name !== 'Harbour gate');
    const recorded = async () => (await program.get(`recordings/days?stream=${camera.streams[0].name}`)).items.length;
    await eventually('a recording', async () => (await recorded()) > 0);
    await page.goto(`${server}/#/cameras?q=Simulated`);
    await page.reload();
    await row(camera.name).first().getByRole('button', { name: /More for/ }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('radio', { name: /Delete it, too: .*B/ }).check();
    await checks.shoot(page, 'delete-recordings');
    await page.getByRole('button', { name: 'Delete camera' }).click();
    await eventually('one row less', async () => (await row(camera.name).count()) === 1);
    require((await recorded()) === 0, 'its recordings are still there');
  });
}

async function refusing(program) {
  const guest = await openPage(browser);
  const wall = guest.page;
  wall.setDefaultTimeout(20_000);
  await checks.check('a user sees the cameras that are granted, and nothing to change them with', wall, async () => {
    const user = await program.post('users', { ...guard, displayName: 'Grace', email: '', roles: ['user'] });
    const camera = (await program.get('cameras?q=Harbour')).items[0];
    await program.put(`users/${user.id}/grants`, { items: [{ cameraId: camera.id, groupId: null, rights: ['view'] }] });
    await wall.goto(`${server}/#/cameras`);
    await wall.getByLabel('User name').fill(guard.username);
    await wall.getByLabel('Password', { exact: true }).fill(guard.password);
    await wall.getByRole('button', { name: 'Log in', exact: true }).click();
    await wall.getByRole('link', { name: 'Harbour gate' }).waitFor();
    require((await wall.locator('tbody tr').count()) === 1, 'more than the granted one is shown');
    for (const name of [/Add/, 'Groups', 'Export', /More for/]) {
      require((await wall.getByRole('button', { name }).count()) + (await wall.getByRole('link', { name }).count()) === 0, `${name} is offered`);
    }
    require((await wall.getByRole('checkbox').count()) === 0, 'rows can be chosen');
    await checks.shoot(wall, 'inventory-user');
    await wall.getByRole('button', { name: 'Favourite: Harbour gate' }).click();
    await eventually('a favourite', () => wall.locator('button[aria-pressed=true][aria-label^=Favourite]').count());
    await wall.goto(`${server}/#/add/address`);
    await wall.getByText('Cameras are added by others').waitFor();
    require(guest.complaints.length === 0, guest.complaints.join('\n'));
  });
  await guest.context.close();
}

async function looks() {
  const pages = { inventory: '#/cameras', 'add-address': '#/add/address', 'add-import': '#/add/import', 'add-discover': '#/add/discover' };
  await page.goto(`${server}/#/cameras`);
  await page.getByRole('button', { name: 'Light theme' }).click();
  for (const [name, hash] of Object.entries(pages)) {
    await page.goto(`${server}/${hash}`);
    await settled(page);
    await checks.shoot(page, `${name}-light`);
  }
  await page.getByRole('button', { name: 'Dark theme' }).click();
  const phone = await openPage(browser, { storageState: await context.storageState(), viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await checks.check('a phone shows the same without scrolling sideways', phone.page, async () => {
    for (const [name, hash] of Object.entries(pages)) {
      await phone.page.goto(`${server}/${hash}`);
      await phone.page.getByRole('heading').first().waitFor();
      await settled(phone.page);
      await checks.shoot(phone.page, `phone-${name}`);
      const [content, screen] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      require(content <= screen, `${name}: ${content} pixels on a screen of ${screen}`);
    }
    require(phone.complaints.length === 0, phone.complaints.join('\n'));
  });
  await phone.context.close();
}

// --- what the checks look at and do

function rows() {
  return page.locator('tbody tr');
}

function row(name) {
  return page.locator(`tr[data-camera="${name}"]`);
}

async function rowsOf(words) {
  const program = await logIn(server, administrator.username, administrator.password);
  return (await program.get(`cameras?limit=500&q=${encodeURIComponent(words)}`)).items.length;
}

async function fillAddress(address, secret) {
  if (address !== undefined) await page.getByLabel('Address').fill(address);
  await page.getByLabel('User name').fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('button', { name: 'Look at it' }).click();
}

/** As a file is dropped from a file manager. */
async function drop(name, text) {
  const data = await page.evaluateHandle(([name, text]) => {
    const transfer = new window.DataTransfer();
    transfer.items.add(new window.File([text], name, { type: 'text/csv' }));
    return transfer;
  }, [name, text]);
  await page.getByText('Drop an Excel or CSV file here').dispatchEvent('drop', { dataTransfer: data });
}

/** Nobody answers at these addresses, and nothing is recorded of them. */
function listOf(count, wrong) {
  const lines = ['Name;URL;Record;Tags'];
  for (let i = 1; i <= count; i++) {
    const url = wrong.includes(i) ? 'http://127.78.0.1/' : `rtsp://127.78.${Math.floor(i / 250)}.${(i % 250) + 1}:9/main`;
    lines.push(`Row-${i};${url};no;imported`);
  }
  return lines.join('\n');
}
