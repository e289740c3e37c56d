import type { TenantIdentity } from '@/access/scope';
import type { Translate } from '@/i18n/translator';
import type { MailBlock } from './mail-blocks';

/** What a template has to make a mail of. `params` and `secret` are as `mail-contents.ts` names them. */
export interface Telling {
  t: Translate & { has: (key: string) => boolean };
  language: string;
  tenant: TenantIdentity;
  params: Record<string, string>;
  secret: Record<string, string>;
  /**
   * Says a value and keeps it under the name by which a tenant's own words call it (`mails.ts`).
   * Where our text is made into a beginning for such words, it says the name in double braces.
   */
  say: (name: string, value: string | undefined) => string;
}

export interface Told {
  subject: string;
  heading: string;
  blocks: MailBlock[];
  /** Why the reader gets this, where they are none of the tenant's own people. */
  why?: string;
}

export const text = (value: string): MailBlock => ({ kind: 'text', text: value });

export const button = (label: string, url: string): MailBlock => ({ kind: 'button', label, url });

/** A button to where the mail leads. */
export const leadTo = ({ say }: Telling, label: string, url: string) =>
  button(label, say('link', url));

export const next = (t: Translate, value: string): MailBlock => ({
  kind: 'next',
  label: t('mail.whatNext'),
  text: value,
});

export const facts = (pairs: [string, string | undefined][]): MailBlock => ({
  kind: 'facts',
  facts: pairs.map(([label, value]) => ({ label, value: value ?? '', exact: true })),
});
