/** What we use of oidc-provider, which ships no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Configuration {
    clients: Record<string, unknown>[];
    claims: Record<string, readonly string[]>;
    cookies: { keys: string[] };
    findAccount(context: unknown, id: string): unknown;
    features: Record<string, { enabled: boolean }>;
    pkce: { required(): boolean };
  }

  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
