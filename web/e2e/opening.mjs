// Pages come in pieces of code, which may be slow to come, or gone when the server was updated meanwhile.
import { require } from './checks.mjs';

export async function openingPages(checks, context, server) {
  const page = await context.newPage();
  await checks.check('a page that is slow to come leaves the one before where it is', page, async () => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route(/InventoryPage-.*\.js/, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(`${server}/#/`);
    await page.getByRole('link', { name: 'Cameras', exact: true }).click();
    await page.getByRole('progressbar', { name: 'Opening' }).waitFor();
    require(await page.getByRole('link', { name: /Open Harbour/ }).isVisible(), 'the grid is gone');
    await checks.shoot(page, 'opening');
    release();
    await page.getByRole('heading', { name: 'Cameras' }).waitFor();
    require((await page.getByRole('progressbar', { name: 'Opening' }).count()) === 0, 'it still says that it opens');
  });
  await checks.check('a page whose code is gone says so, and others open', page, async () => {
    await page.route(/HealthPage-.*\.js/, (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page.getByRole('link', { name: 'Health', exact: true }).click();
    await page.getByRole('alert').getByText('This page did not open').waitFor();
    await checks.shoot(page, 'not-opened');
    await page.getByRole('link', { name: 'Cameras', exact: true }).click();
    await page.getByRole('heading', { name: 'Cameras' }).waitFor();
    await page.unroute(/HealthPage-.*\.js/);
    await page.getByRole('link', { name: 'Health', exact: true }).click();
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('heading', { name: 'Health' }).waitFor();
  });
  await page.close();
}
