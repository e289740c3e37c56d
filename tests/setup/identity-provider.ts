import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestCertificate } from './test-ca';

type Claims = Record<string, unknown>;

/** How a token comes out that is not as it should be. */
export interface Mischief {
  claims?: (honest: Claims) => Claims;
  signedBy?: 'stranger' | 'nobody';
  description?: Claims;
}

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who sits before the browser that comes next: claims besides those of the protocol. */
  person: Claims;
  mischief: Mischief;
  /** Where it takes a client's secret; it says nothing of it. */
  secretIn: 'header' | 'body';
  /** Paths that were asked for, in order. */
  asked: string[];
  /** What its page would do with the browser that comes there: the address to go back to. */
  signIn(location: string): string;
  stop(): Promise<void>;
}

interface Grant {
  nonce: string | null;
  challenge: string;
  redirectUri: string;
  person: Claims;
}

/**
 * A provider of OpenID Connect on the loopback: discovery, authorization code with PKCE, RS256
 * with keys of its own, userinfo. It insists on what it should, and lies when it is told to.
 */
export async function openIdentityProvider(
  host = 'idp.test',
  /** With one it speaks HTTPS: a live installation asks nobody else. */
  certificate?: TestCertificate,
): Promise<IdentityProvider> {
  const [own, strange] = [keyPair(), keyPair()];
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, Claims>();
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) =>
      reply(response, 500, { error: `${error}` }),
    );
  };
  const server = certificate
    ? createTlsServer({ cert: certificate.chain, key: certificate.key }, listen)
    : createServer(listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `${certificate ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`;
  const provider: IdentityProvider = {
    issuer,
    clientId: 'servicedesk',
    clientSecret: 'a secret of the provider',
    person: {},
    mischief: {},
    secretIn: 'header',
    asked: [],
    signIn,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;

  function signIn(location: string): string {
    const asked = new URL(location);
    const query = asked.searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    const code = randomUUID();
    const challenge = query.get('code_challenge') ?? '';
    if (query.get('code_challenge_method') !== 'S256') throw new Error('no PKCE');
    if (query.get('client_id') !== provider.clientId) throw new Error('not a client');
    grants.set(code, {
      nonce: query.get('nonce'),
      challenge,
      redirectUri,
      person: provider.person,
    });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    back.searchParams.set('iss', issuer);
    return back.href;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', issuer);
    provider.asked.push(pathname);
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return reply(response, 200, { ...description(), ...provider.mischief.description });
      case '/keys':
        return reply(response, 200, {
          keys: [{ ...own.jwk, kid: 'own', use: 'sig', alg: 'RS256' }],
        });
      case '/token':
        return reply(response, ...exchange(request, new URLSearchParams(await bodyOf(request))));
      case '/userinfo': {
        const claims = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''));
        return claims ? reply(response, 200, claims) : reply(response, 401, {});
      }
      case '/authorize':
        response.writeHead(302, { Location: signIn(new URL(request.url!, issuer).href) }).end();
        return;
      default:
        return reply(response, 404, {});
    }
  }

  function description(): Claims {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'none'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  function exchange({ headers }: IncomingMessage, form: URLSearchParams): [number, Claims] {
    const [id, secret] =
      provider.secretIn === 'header'
        ? basicOf(headers.authorization)
        : [form.get('client_id'), form.get('client_secret')];
    if (id !== provider.clientId || secret !== provider.clientSecret) {
      return [401, { error: 'invalid_client' }];
    }
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== proof || grant.redirectUri !== form.get('redirect_uri')) {
      return [400, { error: 'invalid_grant' }];
    }
    const now = Math.floor(Date.now() / 1000);
    const { userinfo, ...person } = grant.person;
    const protocol = { iss: issuer, aud: provider.clientId, iat: now, exp: now + 300 };
    const honest = { ...protocol, ...(grant.nonce && { nonce: grant.nonce }), ...person };
    const claims = provider.mischief.claims?.(honest) ?? honest;
    const accessToken = randomUUID();
    tokens.set(accessToken, { sub: person.sub, ...(userinfo as Claims) });
    const idToken = signed(claims, provider.mischief.signedBy);
    return [200, { access_token: accessToken, token_type: 'Bearer', id_token: idToken }];
  }

  function signed(claims: Claims, by?: 'stranger' | 'nobody'): string {
    const header = by === 'nobody' ? { alg: 'none' } : { alg: 'RS256', kid: 'own' };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    if (by === 'nobody') return `${text}.`;
    const key = by === 'stranger' ? strange.privateKey : own.privateKey;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  }
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are Basic. */
function basicOf(header = ''): string[] {
  const parts = Buffer.from(header.replace('Basic ', ''), 'base64').toString().split(':');
  return parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
}

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) };
}

function reply(response: ServerResponse, status: number, body: Claims): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
