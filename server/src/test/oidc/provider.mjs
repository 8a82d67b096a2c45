// An OpenID Connect provider on a free port of this machine. It says where it listens, is told on its
// standard input where browsers are sent back to, and says when it is ready.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const server = createServer();
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));

const redirectUris = await new Promise((resolve) =>
  createInterface({ input: process.stdin }).once('line', (line) => resolve(line.trim().split(' '))),
);

const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
  clients: [
    {
      client_id: 'sightline',
      client_secret: 'a-secret-of-the-tests',
      redirect_uris: redirectUris,
    },
  ],
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
  // Whoever types a name is that person; "unverified-" before it leaves their address unverified.
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: id,
      email: `${id.replace('unverified-', '')}@example.org`,
      email_verified: !id.startsWith('unverified-'),
    }),
  }),
});
server.on('request', provider.callback());
console.log('ready');

// Ends with the test that started it.
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();
