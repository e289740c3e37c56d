import { Refusal } from '@/platform/errors';
import { mailDomain } from '@/platform/mail-address';

const most = 50;

/**
 * Where anybody can get an address: mail from there says nothing about a company. The large
 * providers by number of users, with their national names.
 */
const freemail: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.fr hotmail.de hotmail.it hotmail.es hotmail.co.uk
  outlook.fr outlook.de outlook.it outlook.es live.com live.fr live.de live.it live.co.uk msn.com
  yahoo.com yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.co.uk ymail.com aol.com icloud.com me.com mac.com
  proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com hey.com zoho.com mail.com gmx.com gmx.de
  gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de posteo.de mailbox.org bluewin.ch
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it
  tin.it inwind.it telefonica.net terra.es yandex.com yandex.ru mail.ru qq.com 163.com 126.com btinternet.com
  comcast.net verizon.net att.net sbcglobal.net cox.net rocketmail.com`.split(/\s+/),
);

/** Whether anybody can get an address of this domain. */
export function isFreemail(domain: string): boolean {
  return freemail.has(domain);
}

/**
 * What people paste (`@Acme.com`, `https://www.acme.com/`) as the domains they mean, each once.
 * Refuses (422) what is no domain and what belongs to a freemail provider.
 */
export function companyDomainsOf(typed: readonly string[]): string[] {
  const found = typed
    .flatMap((text) => text.split(/[\s,;]+/))
    .filter((text) => text !== '')
    .map(domainOf);
  const domains = [...new Set(found)];
  if (domains.length > most) throw refused('people.tooManyDomains', { most });
  return domains;
}

function domainOf(text: string): string {
  const bare = text
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/[/:?#].*$/, '')
    .replace(/\.$/, '')
    .replace(/^www\./, '');
  const domain = mailDomain(bare);
  if (!domain) throw refused('people.badDomain', { domain: text.slice(0, 100) });
  if (freemail.has(domain)) throw refused('people.freemailDomain', { domain });
  return domain;
}

function refused(key: string, values: Record<string, string | number>): Refusal {
  return new Refusal(key, { status: 422, fields: { domains: key }, values });
}
