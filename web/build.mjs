// What Maven calls: `node build.mjs page` builds the page into target/classes, `node build.mjs check`
// lints it and runs its unit tests. Each step is skipped while nothing it reads has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [step, skipTests] = process.argv.slice(2);

const manifests = ['package.json', 'package-lock.json', '.npmrc'];
const api = '../server/src/main/resources/META-INF/resources/api/v1/openapi.json';
const pageInputs = [...manifests, api, 'index.html', 'vite.config.ts', 'tsconfig.json', 'public', 'src'];
/** Made of `api` by `npm run generate`, so a product rather than an input. */
const generated = 'src/api/schema.ts';
const checkInputs = [...pageInputs, 'eslint.config.js', 'e2e'];

const oldestNode = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  fail(`Node ${oldestNode.join('.')} or newer is needed to build the page; this is ${process.version}.`);
}

if (step === 'page') {
  install();
  once('page', pageInputs, 'target/classes/META-INF/resources/index.html', () => npm('run', 'build'));
} else if (step === 'check' && skipTests !== 'true') {
  install();
  once('check', checkInputs, undefined, () => npm('run', 'check'));
} else if (step !== 'check') {
  fail('usage: node build.mjs page|check');
}

function install() {
  once('install', manifests, 'node_modules/vite/package.json', () =>
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
  );
}

/** Runs `work` unless its inputs are those of the last success and `product` is still there. */
function once(name, inputs, product, work) {
  const stamp = join(root, name === 'install' ? 'node_modules/.sightline-stamp' : `target/${name}.stamp`);
  const digest = digestOf(inputs);
  const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (fresh && (product === undefined || existsSync(join(root, product)))) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(inputs) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of inputs.flatMap(filesUnder).filter((path) => path !== generated)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).sort().flatMap((name) => filesUnder(`${path}/${name}`));
}

function npm(...args) {
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: 'inherit', shell: windows });
  if (result.error) fail(`npm does not start: ${result.error.message}. Install Node 20 or newer with npm.`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
