// Every page as each role, on a dark desk or a light phone: nothing complains, nothing sticks out.
import { openPage, settled } from './browser.mjs';
import { eventually, require } from './checks.mjs';

const password = 'four seasons in one day';

const everyone = ['', 'account/profile', 'account/security', 'account/sessions', 'account/api-keys'];
const moderators = ['cameras', 'health', 'health/alarms', 'add/address', 'add/discover', 'add/url', 'add/manufacturer', 'add/import'];
const administrators = ['administration/users', 'administration/audit', 'administration/api-keys'];

const desk = { name: 'desk', theme: 'dark', viewport: { width: 1440, height: 900 } };
const phone = { name: 'phone', theme: 'light', viewport: { width: 390, height: 844 } };

/** Who sees little goes by a desk, who sees much by a phone. */
const tours = [
  { role: 'user', look: desk },
  { role: 'creator', look: desk },
  { role: 'moderator', look: phone },
  { role: 'administrator', look: phone },
];

/** What a browser writes by itself where the page asks for what is refused; it has words for it. */
const expectedComplaint = /Failed to load resource: the server responded with a status of 403/;

/** @param program of an administrator */
export async function pagesOfRoles(checks, browser, server, program) {
  const cameraId = (await program.get('cameras')).items[0].id;
  for (const { role, look } of tours) {
    const { id } = await program.post('users', { username: `as-${role}`, password, roles: [role] });
    await program.put(`users/${id}/grants`, { items: [{ cameraId, rights: ['view', 'playback'] }] });
    await tour(checks, browser, server, role, cameraId, look);
  }
}

async function tour(checks, browser, server, role, cameraId, look) {
  const { page, context, complaints } = await openPage(browser, { viewport: look.viewport });
  await context.addInitScript((theme) => window.localStorage.setItem('sightline-colour-scheme', theme), look.theme);
  page.setDefaultTimeout(60_000);
  const about = `${role}, ${look.name}`;
  await checks.check(`${about}: logs in`, page, async () => {
    await page.goto(server);
    await page.getByLabel('User name').fill(`as-${role}`);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('button', { name: `Account of as-${role}` }).waitFor();
  });
  const places = [...everyone, `cameras/${cameraId}`, ...moderators, ...administrators];
  for (const place of places) {
    await checks.check(`${about}: #/${place}`, page, async () => {
      await page.goto(`${server}/#/${place}`);
      await settled(page);
      await checks.shoot(page, `role-${role}-${look.name}-${place.replace(cameraId, 'one').replaceAll('/', '-') || 'grid'}`);
      await eventually('nothing sticks out at the side', () =>
        page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      );
    });
  }
  await checks.check(`${about}: no complaint in the console`, page, async () => {
    const unexpected = complaints.filter((complaint) => !expectedComplaint.test(complaint));
    require(unexpected.length === 0, unexpected.join('\n'));
  });
  await context.close();
}
