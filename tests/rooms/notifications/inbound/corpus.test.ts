import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Bounce, readBounce } from '@/notifications/inbound/read-bounce';
import type { Invitation } from '@/notifications/inbound/read-invitation';
import { readMail } from '@/notifications/inbound/read-mail';
import { recogniseAutomatic } from '@/notifications/inbound/recognise-automatic';
import { safeFileName } from '@/platform/safe-file-name';

/** What a mail of the corpus must come out as; see its README. */
interface Expected {
  from: string | null;
  subject: string;
  kind: 'message' | 'autoReply' | 'bounce' | 'list' | 'loop';
  /** After folding. */
  text: string;
  files: { name: string; type: string; size: number; inline?: string }[];
  /** `MAIL FROM`, where it isn't somebody's. */
  envelopeFrom?: string;
  fromName?: string;
  to?: string[];
  messageId?: string | null;
  date?: string | null;
  references?: string[];
  hasHtml?: boolean;
  encrypted?: boolean;
  invitation?: Invitation | null;
  bounce?: Bounce;
}

const folder = path.join(import.meta.dirname, 'corpus');
const groups = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const casesOf = (group: string) => {
  const file = readFileSync(path.join(folder, `${group}.json`), 'utf8');
  return Object.entries(JSON.parse(file) as Record<string, Expected>);
};

describe.each(groups)('%s', (group) => {
  it.each(casesOf(group))('%s', async (name, expected) => {
    const read = await outcomeOf(path.join(folder, group, `${name}.eml`), expected.envelopeFrom);
    expect(read).toMatchObject(withoutEnvelope(expected));
    expect(read.files).toEqual(expected.files);
  });

  it('has a mail for each expectation, and an expectation for each mail', () => {
    const mails = readdirSync(path.join(folder, group)).map((file) => file.replace(/\.eml$/, ''));
    expect(mails.sort()).toEqual(
      casesOf(group)
        .map(([name]) => name)
        .sort(),
    );
  });
});

it('is a corpus of more than two hundred', () => {
  expect(groups.flatMap(casesOf).length).toBeGreaterThan(200);
});

async function outcomeOf(file: string, envelopeFrom = 'jane@acme.example') {
  const mail = await readMail(readFileSync(file));
  const envelope = { source: 'smtp' as const, from: envelopeFrom };
  const own = {
    host: 'desk.example',
    addresses: ['no-reply@desk.example'],
    desks: ['desk@msp.example'],
  };
  return {
    from: mail.from?.address ?? null,
    fromName: mail.from?.name,
    to: mail.to.map(({ address }) => address),
    subject: mail.subject,
    kind: recogniseAutomatic(mail, envelope, own) ?? 'message',
    text: mail.ownText,
    files: mail.files.map(({ fileName, contentType, bytes, contentId }) => ({
      name: safeFileName(fileName),
      type: contentType,
      size: bytes.length,
      ...(contentId ? { inline: contentId } : {}),
    })),
    messageId: mail.messageId,
    date: mail.date?.toISOString() ?? null,
    references: mail.references,
    hasHtml: mail.html !== null,
    encrypted: mail.isEncrypted,
    invitation: mail.invitation,
    bounce: readBounce(mail),
  };
}

function withoutEnvelope({ envelopeFrom: _, ...rest }: Expected) {
  return rest;
}
