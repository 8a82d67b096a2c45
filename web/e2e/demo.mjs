// One click into the demonstration:
//   node e2e/demo.mjs SERVER SCREENSHOTS
import { launch, openPage } from './browser.mjs';
import { Checks, require } from './checks.mjs';

const [server, screenshots] = process.argv.slice(2);
if (!screenshots) {
  console.error('usage: node e2e/demo.mjs SERVER SCREENSHOTS');
  process.exit(2);
}

const checks = new Checks(screenshots);
const browser = await launch();
try {
  const { page, complaints } = await openPage(browser);
  await checks.check('the demo is entered by one click', page, async () => {
    await page.goto(server);
    await page.getByRole('button', { name: 'Enter the demo' }).waitFor();
    await checks.shoot(page, 'demo');
    await page.getByRole('button', { name: 'Enter the demo' }).click();
    await page.getByRole('button', { name: 'Account of Demo' }).waitFor();
    await page.getByRole('link', { name: 'Administration' }).waitFor();
    require(complaints.length === 0, complaints.join('\n'));
  });
} finally {
  await browser.close();
}
process.exit(checks.failed === 0 ? 0 : 1);
