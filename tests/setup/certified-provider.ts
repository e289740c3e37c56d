import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/**
 * A certified provider of OpenID Connect (oidc-provider) on the loopback, where whoever comes
 * signs in by their e-mail address, which it vouches for.
 */
export async function openCertifiedProvider(method: 'client_secret_basic' | 'client_secret_post') {
  const server = createServer((request, response) => answer?.(request, response));
  let answer: ReturnType<Provider['callback']> | undefined;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'servicedesk', clientSecret: 'a secret: with + signs & more' };
  return {
    issuer,
    ...client,
    /** Registers us, as its admin does. */
    register(redirectUri: string) {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: client.clientId,
            client_secret: client.clientSecret,
            redirect_uris: [redirectUri],
            token_endpoint_auth_method: method,
          },
        ],
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        cookies: { keys: ['a key of the test'] },
        findAccount: (_, id) => ({
          accountId: id,
          claims: async () => ({ sub: id, email: id, email_verified: true }),
        }),
        features: { devInteractions: { enabled: true } },
        pkce: { required: () => true },
      });
      answer = provider.callback();
    },
    signIn: (location: string, email: string) => throughPages(location, email),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Fills in its pages as a browser does: who it is, and that we may know. */
async function throughPages(location: string, email: string): Promise<string> {
  const { origin } = new URL(location);
  const jar = new Map<string, string>();
  const typed: Record<string, string>[] = [
    { prompt: 'login', login: email, password: 'any' },
    { prompt: 'consent' },
  ];
  for (let at = location; at.startsWith(origin); ) {
    const isPage = at.includes('/interaction/');
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      ...(isPage && { method: 'POST', body: `${new URLSearchParams(typed.shift())}` }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const next = answer.headers.get('location');
    if (!next) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
    at = new URL(next, at).href;
    if (!at.startsWith(origin)) return at;
  }
  return location;
}
