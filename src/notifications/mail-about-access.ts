import 'server-only';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import { facts, leadTo, next, type Telling, type Told, text } from './mail-telling';

const wiped = '••••••••';

/** What opens the portal or the console to somebody. A secret that was wiped is shown as dots. */
export const aboutAccess = {
  welcomePassword: (telling) => ({
    subject: telling.t('mail.welcomePassword.subject', tenantOf(telling)),
    heading: telling.t('mail.welcomePassword.heading'),
    blocks: [
      text(telling.t('mail.welcomePassword.intro', tenantOf(telling))),
      facts([
        [telling.t('mail.username'), telling.say('username', telling.params.username)],
        [telling.t('mail.password'), telling.say('password', telling.secret.password ?? wiped)],
      ]),
      leadTo(telling, telling.t('mail.signIn'), portalUrl(telling.tenant, '/sign-in')),
      next(telling.t, telling.t('mail.welcomePassword.next')),
    ],
  }),
  welcomeLink: (telling) => ({
    subject: telling.t('mail.welcomeLink.subject', tenantOf(telling)),
    heading: telling.t('mail.welcomeLink.heading'),
    blocks: [
      text(telling.t('mail.welcomeLink.intro', tenantOf(telling))),
      username(telling),
      leadTo(telling, telling.t('mail.setPassword'), secretUrl(telling)),
      next(telling.t, telling.t('mail.welcomeLink.next')),
    ],
  }),
  passwordLink: (telling) => ({
    subject: telling.t('mail.passwordLink.subject', tenantOf(telling)),
    heading: telling.t('mail.passwordLink.heading'),
    blocks: [
      text(telling.t('mail.passwordLink.intro')),
      username(telling),
      leadTo(
        telling,
        telling.t('mail.setPassword'),
        telling.params.realm === 'technician' ? technicianUrl(telling) : secretUrl(telling),
      ),
      text(telling.t('mail.passwordLink.ignore')),
    ],
  }),
  signInLink: (telling) => ({
    subject: telling.t('mail.signInLink.subject', tenantOf(telling)),
    heading: telling.t('mail.signInLink.heading'),
    blocks: [
      text(telling.t('mail.signInLink.intro')),
      username(telling),
      leadTo(telling, telling.t('mail.signIn'), secretUrl(telling, '/sign-in-link')),
      text(telling.t('mail.signInLink.ignore')),
    ],
  }),
  technicianWelcome: (telling) => ({
    subject: telling.t('mail.technicianWelcome.subject', tenantOf(telling)),
    heading: telling.t('mail.technicianWelcome.heading'),
    blocks: [
      text(telling.t('mail.technicianWelcome.intro', tenantOf(telling))),
      facts([[telling.t('mail.email'), telling.say('email', telling.params.email)]]),
      leadTo(telling, telling.t('mail.setPassword'), technicianUrl(telling)),
      next(telling.t, telling.t('mail.welcomeLink.next')),
    ],
  }),
} satisfies Record<string, (telling: Telling) => Told>;

const tenantOf = ({ say, tenant }: Telling) => ({ tenant: say('tenant', tenant.name) });
const username = ({ t, say, params }: Telling) =>
  facts([[t('mail.username'), say('username', params.username)]]);
const linkPath = (token: string | undefined, page = '/password-link') =>
  token ? `${page}?token=${encodeURIComponent(token)}` : '/sign-in';
const secretUrl = ({ tenant, secret }: Telling, page?: string) =>
  portalUrl(tenant, linkPath(secret.token, page));
const technicianUrl = ({ tenant, secret }: Telling) =>
  consoleUrl(tenant, `/console${linkPath(secret.token)}`);
