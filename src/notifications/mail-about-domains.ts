import 'server-only';
import { consoleUrl } from '@/tenants/urls';
import type { MailBlock } from './mail-blocks';
import { leadTo, next, type Telling, type Told, text } from './mail-telling';

/** A record as `records` holds it: an `Instruction` of the certificates room. */
interface DnsRecord {
  type: string;
  name: string;
  value: string;
  purpose: 'route' | 'proof' | 'both';
  isAlternative: boolean;
}

/** To somebody outside who runs a host's DNS: what to enter, and who asks. */
export function dnsInstructions({ t, tenant, params }: Telling): Told {
  const { host = '', person = '' } = params;
  const records = JSON.parse(params.records ?? '[]') as DnsRecord[];
  const main = records.filter((record) => !record.isAlternative);
  const others = records.filter((record) => record.isAlternative);
  const isProofAlone = main.every((record) => record.purpose === 'proof');
  const values = { host, person, tenant: tenant.name };
  return {
    subject: t('mail.dnsInstructions.subject', values),
    heading: t('mail.dnsInstructions.heading', values),
    blocks: [
      text(t('mail.dnsInstructions.intro', values)),
      table(t, main),
      ...(others.length > 0
        ? [text(t('mail.dnsInstructions.instead', values)), table(t, others)]
        : []),
      text(t('mail.dnsInstructions.names', values)),
      text(
        isProofAlone
          ? t('mail.dnsInstructions.stay', values)
          : t('mail.dnsInstructions.others', values),
      ),
      next(t, t('mail.dnsInstructions.next', values)),
    ],
    why: t('mail.dnsInstructions.why', values),
  };
}

function table(t: Telling['t'], records: DnsRecord[]): MailBlock {
  const purposes = {
    route: t('mail.dnsInstructions.purposes.route'),
    proof: t('mail.dnsInstructions.purposes.proof'),
    both: t('mail.dnsInstructions.purposes.both'),
  };
  return {
    kind: 'table',
    columns: [
      { label: t('mail.dnsInstructions.columns.type') },
      { label: t('mail.dnsInstructions.columns.name'), exact: true },
      { label: t('mail.dnsInstructions.columns.value'), exact: true },
      { label: t('mail.dnsInstructions.columns.purpose') },
    ],
    rows: records.map(({ type, name, value, purpose }) => [type, name, value, purposes[purpose]]),
  };
}

/** Where the words about failures stand, for screens and mails alike. */
const causes = 'domains.causes';
const fixes = 'domains.fixes';

/** To an admin: a certificate comes near its end and its renewal fails. Says why and what mends it. */
export function certificateWarning(telling: Telling): Told {
  const { t, say, language, tenant, params } = telling;
  const { cause = '', values = '{}' } = params;
  say('host', params.host);
  const days = Number(params.days);
  const end = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeZone: tenant.timeZone,
  }).format(new Date(params.end ?? 0));
  const facts = { host: params.host ?? '', days, end };
  const about = JSON.parse(values) as Record<string, string | number>;
  const known = t.has(`${causes}.${cause}`);
  const why = say('cause', known ? t(`${causes}.${cause}`, about) : '');
  const mends = say('fix', known ? t(`${fixes}.${cause}`, about) : '');
  const title = say('summary', t('mail.certificateWarning.subject', facts));
  return {
    subject: title,
    heading: title,
    blocks: [
      text(say('explanation', t('mail.certificateWarning.intro', facts))),
      ...(known ? [text(why), mend(t, mends)] : []),
      text(t('mail.certificateWarning.again')),
      leadTo(
        telling,
        t('mail.certificateWarning.open'),
        consoleUrl(tenant, '/console/admin/service-portal'),
      ),
    ],
  };
}

const mend = (t: Telling['t'], fix: string): MailBlock => ({
  kind: 'next',
  label: t('mail.certificateWarning.mend'),
  text: fix,
});
