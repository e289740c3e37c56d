import 'server-only';
import { isBaseCovered } from '@/certificates/wildcard';
import type { DemoCredentials } from '@/cli/demo/load-demo';
import type { Env } from '@/platform/env';
import { providerOrigin } from '@/tenants/urls';

/** What a start tells whoever sits at the terminal: where to go, as whom, and what is missing. */
export function banner(env: Env, demo: DemoCredentials | undefined, seconds: number): string {
  const lines = ['', `  Servicedesk is ready (${seconds.toFixed(1)} s).`, ''];
  if (demo) {
    lines.push(`  Portal    ${demo.portalUrl}`, `  Console   ${demo.consoleUrl}`);
  }
  lines.push(`  Provider  ${providerOrigin(isBaseCovered(), env)}/`);
  if (env.HTTPS_PORT !== undefined) lines.push(`  HTTPS     on port ${env.HTTPS_PORT}`);
  lines.push('');
  if (demo && demo.cards.length > 0) lines.push(...credentials(demo), '');
  const missing = unsetProviders(env);
  if (missing.length > 0) lines.push('  Not configured:', ...missing, '');
  lines.push('  Ctrl-C stops everything.', '');
  return lines.join('\n');
}

function credentials({ cards }: DemoCredentials): string[] {
  const login = Math.max(...cards.map((card) => card.login.length));
  return [
    '  Sign in as',
    ...cards.map((card) => {
      const role = roles[card.role].padEnd(16);
      return `    ${role}${card.login.padEnd(login + 2)}${card.password}   ${card.face}`;
    }),
  ];
}

const roles: Record<DemoCredentials['cards'][number]['role'], string> = {
  admin: 'admin',
  technician: 'technician',
  primaryContact: 'primary contact',
  contact: 'contact',
  restricted: 'restricted',
};

function unsetProviders(env: Env): string[] {
  const lines: string[] = [];
  if (!env.SMTP_URL) {
    lines.push(
      '    SMTP_URL            mail is not sent; the console shows it under /console/outbox',
    );
  }
  if (!env.ACME_DIRECTORY_URL) {
    lines.push(
      '    ACME_DIRECTORY_URL  no certificates are ordered; own domains answer by plain HTTP',
    );
  }
  return lines;
}
