import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import acme from 'acme-client';
import { eq } from 'drizzle-orm';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, System, TenantIdentity } from '@/access/scope';
import {
  OrderFirstCertificate,
  orderFirstCertificate,
} from '@/certificates/order-first-certificate';
import { RenewCertificate, renewCertificate } from '@/certificates/renew';
import { ReadRenewalInformation, readRenewalInformation } from '@/certificates/renewal-information';
import { alpnChallenges, challengeResponses } from '@/certificates/serve-certificate';
import { certificateOrders, certificates } from '@/certificates/tables';
import { WorkOnOrder, workOnOrder } from '@/certificates/work-on-order';
import { closeLocks, openLocks } from '@/platform/advisory-lock';
import { newId } from '@/platform/ids';
import type { DatabaseUrls } from '@/platform/roles';
import { domains } from '@/tenants/tables';
import { asSystem } from './tenants';

/** Sets what `readEnv` will read: at the top of a file, before anything has read it. */
export function useAuthority(directoryUrl: string, more: Record<string, string> = {}): void {
  Object.assign(process.env, { ACME_DIRECTORY_URL: directoryUrl, HTTPS_PORT: '3443', ...more });
}

/** This process trusts the tests' CA when it talks to an authority, and may take locks. */
export function trustAuthority(ca: string, urls: DatabaseUrls): void {
  acme.axios.defaults.httpsAgent = new https.Agent({ ca });
  openLocks(urls.runtime);
  afterAll(closeLocks);
}

export interface Responder {
  port: number;
  /** Hosts that were asked about, in order. */
  asked: string[];
  stop(): Promise<void>;
}

const listening = async (server: http.Server | tls.Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** Answers HTTP-01 from the database, as the listener does. */
export async function startHttpResponder(): Promise<Responder> {
  const asked: string[] = [];
  const server = http.createServer(async ({ url = '', headers }, response) => {
    const host = (headers.host ?? '').replace(/:\d+$/, '');
    asked.push(host);
    const token = url.replace('/.well-known/acme-challenge/', '');
    const key = `${host}/${token}`;
    const answer = (await challengeResponses([key]).catch(() => undefined))?.get(key);
    response.writeHead(answer ? 200 : 404).end(answer);
  });
  const port = await listening(server);
  return { port, asked, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Answers TLS-ALPN-01 from the database, as the listener does. */
export async function startAlpnResponder(): Promise<Responder> {
  const asked: string[] = [];
  const server = tls.createServer(
    {
      ALPNProtocols: ['acme-tls/1'],
      SNICallback: (host, done) => {
        asked.push(host);
        alpnChallenges([host]).then(
          (all) => {
            const shown = all.get(host);
            done(null, shown && tls.createSecureContext(shown));
          },
          (error) => done(error),
        );
      },
    },
    (socket) => socket.end(),
  );
  server.on('tlsClientError', () => {});
  const port = await listening(server);
  return { port, asked, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

type NewDomain = Partial<typeof domains.$inferInsert>;

/** A custom host that has been proved and waits for its certificate. */
export async function makeDomain(
  tenant: TenantIdentity,
  host = `help.${newId().slice(-12)}.test`,
  more: NewDomain = {},
) {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx
      .insert(domains)
      .values({
        tenantId: tenant.id,
        id: newId(),
        host,
        kind: 'custom',
        state: 'issuing',
        claim: `d-${newId().slice(-12)}`,
        verifiedAt: new Date(),
        ...more,
      })
      .returning(),
  );
  return row!;
}

export const domainOf = (tenant: TenantIdentity, host: string) =>
  inTenant(tenant.id, async (tx) => {
    const [row] = await tx.select().from(domains).where(eq(domains.host, host));
    return row!;
  });

/** Oldest first. */
export const ordersOf = (tenant: TenantIdentity, host: string) =>
  inTenant(tenant.id, (tx) =>
    tx
      .select()
      .from(certificateOrders)
      .where(eq(certificateOrders.host, host))
      .orderBy(certificateOrders.id),
  );

export async function liveOrderOf(tenant: TenantIdentity, host: string) {
  const live = (await ordersOf(tenant, host)).find(({ endedAt }) => endedAt === null);
  if (!live) throw new Error(`${host} has no live order`);
  return live;
}

/** Oldest first. */
export const certificatesOf = (tenant: TenantIdentity, host: string) =>
  inTenant(tenant.id, (tx) =>
    tx
      .select()
      .from(certificates)
      .where(eq(certificates.host, host))
      .orderBy(certificates.notAfter),
  );

/** Runs every job about certificates that is ready in the queue, and what they put there. */
export async function runCertificateJobs(
  urls: DatabaseUrls,
  tenants: readonly TenantIdentity[],
): Promise<void> {
  const scopes = new Map<string, Scope<System>>();
  for (const tenant of tenants) scopes.set(tenant.id, await asSystem(tenant));
  const as =
    <T>(shape: { parse(input: unknown): T }, verb: (s: Scope<System>, input: T) => Promise<void>) =>
    (payload: unknown) => {
      const scope = scopes.get((payload as { tenantId: string }).tenantId);
      if (!scope) throw new Error('a job of an unknown tenant');
      return verb(scope, shape.parse(payload));
    };
  await runOnce({
    connectionString: urls.jobs,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      workOnOrder: as(WorkOnOrder, workOnOrder),
      orderFirstCertificate: as(OrderFirstCertificate, orderFirstCertificate),
      renewCertificate: as(RenewCertificate, renewCertificate),
      readRenewalInformation: as(ReadRenewalInformation, readRenewalInformation),
    },
  });
}
