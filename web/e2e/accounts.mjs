// Accounts in the page: set-up, log-in, second step, rights, the audit log.
import { openPage } from './browser.mjs';
import { eventually, require } from './checks.mjs';
import { totpCode } from './totp.mjs';

export const administrator = { username: 'ada', password: 'correct horse battery staple' };
const guard = { username: 'grace', password: 'plain sailing after the storm' };

/** What a browser writes by itself for a log-in that is refused or wants a code; the page says it in words. */
const expectedComplaint = /Failed to load resource: the server responded with a status of 401/;

/** Leaves `page` logged in as the administrator. */
export async function settingUp(checks, page, server, link) {
  await checks.check('a server that is not set up asks for its link', page, async () => {
    await page.goto(server);
    await page.getByRole('heading', { name: 'Not set up yet' }).waitFor();
  });
  await checks.check('the printed link makes the first administrator', page, async () => {
    await page.goto(link);
    await page.getByLabel('User name').fill(administrator.username);
    await page.getByLabel('Password', { exact: true }).fill(administrator.password);
    await checks.shoot(page, 'set-up');
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await page.getByRole('button', { name: `Account of ${administrator.username}` }).waitFor();
    require(!page.url().includes(new URL(link).hash), `the token is still in the address: ${page.url()}`);
  });
}

/** @param camera name of one that is there */
export async function accounts(checks, browser, page, server, camera) {
  const guest = await openPage(browser);
  const wall = guest.page;
  // Passwords cost their checker time by design, and a test machine's cores are shared.
  for (const each of [page, wall]) each.setDefaultTimeout(60_000);

  await checks.check('an administrator creates a user', page, async () => {
    await page.goto(`${server}/#/administration/users`);
    await page.getByRole('button', { name: 'New user' }).click();
    await page.getByLabel('User name').fill(guard.username);
    await page.getByLabel('Name', { exact: true }).fill('Grace Hopper');
    await page.getByLabel('Password', { exact: true }).fill(guard.password);
    await page.getByRole('button', { name: 'Create user' }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  });
  await checks.check('a wrong password is told in words', wall, async () => {
    await wall.goto(`${server}/#/account/security`);
    await checks.shoot(wall, 'log-in');
    await logInAs(wall, { ...guard, password: 'wrong' });
    await wall.getByText('Name, password or code is wrong').waitFor();
  });
  await checks.check('one comes out where one wanted to go, and sees nothing that is not granted', wall, async () => {
    await logInAs(wall, guard);
    await wall.getByRole('heading', { name: 'Security' }).waitFor();
    require((await wall.getByRole('link', { name: 'Administration' }).count()) === 0, 'the administration is shown');
    await wall.goto(`${server}/#/`);
    await wall.getByText('No cameras yet').waitFor();
    require((await wall.getByRole('button', { name: /Add/ }).count()) === 0, 'a camera could be added');
    await wall.goto(`${server}/#/administration/users`);
    await wall.getByText('This is for administrators').waitFor();
  });
  await checks.check('a camera that is granted appears, one that is taken away goes', wall, async () => {
    await wall.goto(`${server}/#/`);
    await page.getByRole('combobox', { name: 'Grant a camera or group' }).click();
    await page.getByRole('option', { name: camera }).click();
    await page.getByRole('checkbox', { name: `Watch live: ${camera}` }).waitFor();
    await checks.shoot(page, 'user');
    await wall.getByRole('link', { name: new RegExp(`Open ${camera}`) }).waitFor();
    await eventually('a picture', () => wall.$eval('video', (video) => video.currentTime > 0));
    require((await wall.locator('article').count()) === 1, 'more than the one camera is shown');
    await checks.shoot(wall, 'granted');
    await page.getByRole('button', { name: `Take away ${camera}` }).click();
    await wall.getByText('No cameras yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await wall.getByRole('link', { name: new RegExp(`Open ${camera}`) }).waitFor();
  });
  await checks.check('two-step log-in is set up with the key that the page shows, and asked for', wall, async () => {
    await wall.goto(`${server}/#/account/security`);
    await wall.getByRole('button', { name: 'Set up' }).click();
    const secret = await wall.getByLabel('Key', { exact: true }).inputValue();
    await checks.shoot(wall, 'totp');
    await typeCode(wall, totpCode(secret));
    await eventually('ten recovery codes', async () => (await wall.getByRole('list', { name: 'Recovery codes' }).locator('li').count()) === 10);
    await wall.getByLabel('I have kept them').check();
    await wall.getByRole('button', { name: 'Done' }).click();
    await wall.getByRole('button', { name: /Account of/ }).click();
    await wall.getByRole('menuitem', { name: 'Log out' }).click();
    await logInAs(wall, guard);
    await wall.getByRole('heading', { name: 'Second step' }).waitFor();
    await checks.shoot(wall, 'second-step');
    // The code of this step was used to set it up, and none is good twice.
    await typeCode(wall, totpCode(secret, 1));
    await wall.getByRole('link', { name: new RegExp(`Open ${camera}`) }).waitFor();
  });
  await checks.check('the audit log tells who granted what, and that nobody altered it', page, async () => {
    await page.goto(`${server}/#/administration/audit`);
    await page.getByText(/Chain verified/).waitFor();
    await page.getByRole('button', { name: 'Change granted cameras' }).first().click();
    const details = page.getByRole('dialog');
    await details.getByText(administrator.username).first().waitFor();
    await details.getByText(guard.username).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Text').fill('second-factor-that-nobody-has');
    await page.getByText('Nothing like this was done').waitFor();
    await page.getByLabel('Text').fill('');
    await page.getByRole('button', { name: 'Log in', exact: true }).first().waitFor();
    await checks.shoot(page, 'audit');
  });
  await checks.check('a disabled user is out at once, and told so calmly', wall, async () => {
    await page.goto(`${server}/#/administration/users`);
    await page.getByRole('link', { name: /Grace Hopper/ }).click();
    await page.getByRole('button', { name: 'Disable…' }).click();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await wall.getByText('Your session has ended').waitFor();
  });
  await checks.check('no other complaint in the console of who logs in', wall, async () => {
    const unexpected = guest.complaints.filter((complaint) => !expectedComplaint.test(complaint));
    require(unexpected.length === 0, unexpected.join('\n'));
  });
  await guest.context.close();
}

async function logInAs(page, { username, password }) {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function typeCode(page, code) {
  await page.getByLabel('Digit 1 of 6').click();
  await page.keyboard.type(code);
}
