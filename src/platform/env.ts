import 'server-only';
import { z } from 'zod';
import { senderAddressIn } from './mail-address';

/**
 * The environment, parsed once. A bad value stops the start with a sentence that names it.
 * The names are a promise to operators: docs/operating.md lists them.
 */
const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const hostName = z
  .string()
  .toLowerCase()
  .regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, {
    message: 'must be a host name such as servicedesk.example.com',
  });

const file = z.string().min(1);
const address = z
  .string()
  .regex(/^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\]|[0-9a-f]*:[0-9a-f:.]+)(:\d{1,5})?$/i, {
    message: 'must be addresses such as 127.0.0.1:8053 or [::1]:53',
  });

const privateAddresses = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((entry) => entry.trim() || []))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6()], { message: 'must be addresses such as 10.0.0.5' })));

const Env = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    PORT: port.default(3000),
    /** Where HTTPS is served; unset: no HTTPS. */
    HTTPS_PORT: port.optional(),
    HOST: z.string().default('127.0.0.1'),
    BASE_DOMAIN: hostName.default('servicedesk.localhost'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, { message: 'must begin with postgres://' })
      .optional(),
    DATA_DIR: z.string().default('.data'),
    SECRET_KEY: z
      .string()
      .transform((value) => value.split(',').map((key) => key.trim()))
      .pipe(
        z
          .array(z.string().min(32, { message: 'needs at least 32 characters each' }))
          .min(1)
          .max(2),
      )
      .optional(),
    DEMO: flag.optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, { message: 'must begin with smtp:// or smtps://' })
      .optional(),
    /** Where mail comes in by SMTP; unset: none does. */
    MAIL_INBOUND_PORT: port.optional(),
    /** Mails that can't be delivered go back to a signed address at the tenant's managed host. */
    MAIL_BOUNCES_HERE: flag.default(false),
    MAIL_FROM: z
      .string()
      .refine((from) => senderAddressIn(from) !== undefined, {
        message: 'must hold an address such as Helpdesk <no-reply@example.com>',
      })
      .default('Servicedesk <no-reply@servicedesk.localhost>'),
    ACME_DIRECTORY_URL: z
      .string()
      .regex(/^https:\/\/[^\s]+$/, { message: 'must begin with https://' })
      .optional(),
    ACME_EMAIL: z.email().optional(),
    ACME_EAB_KID: z.string().min(1).optional(),
    ACME_EAB_HMAC: z.string().min(1).optional(),
    /** Where authorities and visitors arrive by HTTP from outside, if not at 80; a second listener. */
    ACME_HTTP_PORT: port.optional(),
    DNS_RESOLVERS: z
      .string()
      .transform((value) => value.split(',').flatMap((entry) => entry.trim() || []))
      .pipe(z.array(address))
      .default([]),
    WILDCARD_CERT_FILE: file.optional(),
    WILDCARD_KEY_FILE: file.optional(),
    /** RFC 2136: the primary name server that takes updates of BASE_DOMAIN's zone. */
    RFC2136_NAMESERVER: address.optional(),
    RFC2136_TSIG_KEY: z.string().min(1).optional(),
    RFC2136_TSIG_SECRET: z.string().min(1).optional(),
    RFC2136_TSIG_ALGORITHM: z
      .enum(['hmac-sha256', 'hmac-sha384', 'hmac-sha512'])
      .default('hmac-sha256'),
    TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform((value) => value.split(',').flatMap((entry) => entry.trim() || [])),
    /** Private addresses at which tenants' identity providers may be asked. */
    OIDC_PRIVATE_ADDRESSES: privateAddresses,
    /** Private addresses at which tenants' mailboxes may be read. */
    IMAP_PRIVATE_ADDRESSES: privateAddresses,
    WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
    METRICS_TOKEN: z.string().min(16, { message: 'needs at least 16 characters' }).optional(),
    /** What every tenant has unless `cli entitlement` decides otherwise for one. */
    ENTITLEMENTS: z
      .string()
      .default('all')
      .transform((value) => value.split(',').map((name) => name.trim()))
      .pipe(z.array(z.enum(['all', 'none', 'assistant', 'selfService', 'softwareCatalogue']))),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((env, context) => {
    const pairs = [
      ['ACME_EAB_KID', 'ACME_EAB_HMAC'],
      ['WILDCARD_CERT_FILE', 'WILDCARD_KEY_FILE'],
      ['RFC2136_TSIG_KEY', 'RFC2136_TSIG_SECRET'],
    ] as const;
    for (const [one, other] of pairs.flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as const,
    )) {
      if (env[one] === undefined || env[other] !== undefined) continue;
      context.addIssue({ code: 'custom', path: [other], message: `is needed beside ${one}` });
    }
    const ports = ['PORT', 'HTTPS_PORT', 'ACME_HTTP_PORT', 'MAIL_INBOUND_PORT'] as const;
    for (const [at, name] of ports.entries()) {
      const same = ports.slice(0, at).find((other) => env[name] && env[name] === env[other]);
      if (!same || (name === 'ACME_HTTP_PORT' && same === 'PORT')) continue; // one door for both
      context.addIssue({ code: 'custom', path: [name], message: `must differ from ${same}` });
    }
    for (const name of ['ACME_DIRECTORY_URL', 'WILDCARD_CERT_FILE'] as const) {
      if (env[name] === undefined || env.HTTPS_PORT !== undefined) continue;
      context.addIssue({
        code: 'custom',
        path: ['HTTPS_PORT'],
        message: `is needed beside ${name}`,
      });
    }
  });

export type Env = z.infer<typeof Env>;

/** Thrown by `readEnv`; its message names every bad variable in a sentence. */
export class BadEnvironment extends Error {}

/** Parses the given variables. An empty string counts as unset. Refuses with `BadEnvironment`. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(present);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) =>
      `${String(issue.path[0])} ${issue.message} (it is ${describe(present, issue.path[0])})`,
  );
  throw new BadEnvironment(`The environment has a value that can't be used: ${faults.join('; ')}.`);
}

function describe(source: Record<string, unknown>, name: PropertyKey | undefined) {
  const value = source[String(name)];
  if (value === undefined) return 'not set';
  return /KEY|TOKEN|URL|PASSWORD|SECRET|HMAC/.test(String(name)) ? 'not shown' : `"${value}"`;
}

let parsed: Env | undefined;

/** The process's environment, parsed at the first call. */
export function readEnv(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** True in production on the operator's own database. */
export function isLiveInstallation(env: Env = readEnv()): boolean {
  return env.NODE_ENV === 'production' && env.DATABASE_URL !== undefined;
}

/**
 * Whether this tenant's mails, with the passwords and links in them, may show on a screen. On a
 * live installation never, but for the demo tenant of one that was asked to be a demo.
 */
export function mayShowSecrets(tenant: { isDemo: boolean }, env: Env = readEnv()): boolean {
  return !isLiveInstallation(env) || (tenant.isDemo && env.DEMO === true);
}
