import 'server-only';
import type { Contact, Scope } from '@/access/scope';
import type { Voter } from '@/knowledge/feedback/give-feedback';
import type { Reader } from '@/knowledge/reader';
import { keyOfVisitor } from '@/session/key-of-visitor';
import { limitRate, networkOf } from '@/session/limit-rate';
import { refuseOverPreview } from '@/session/preview/preview-cookie';
import { requireVisitor } from '@/session/require-visitor';

/** A quarter of an hour of reading articles and changing one's mind, for a whole office. */
const contactRate = { limit: 60, windowSeconds: 900 };
const networkRate = { limit: 30, windowSeconds: 900 };

/**
 * Who has a say: the contact, or a signed-out reader by the key of their browser. Refuses (429) who
 * says more than that, and (403) whose preview is over: they say nothing as anybody else.
 */
export async function asVoter(reader: Reader): Promise<Voter> {
  const { tenant, actor } = reader;
  if (actor.kind === 'contact') {
    await limitRate(tenant.id, `article-feedback:${actor.id}`, contactRate);
    return reader as Scope<Contact>;
  }
  const visitor = await requireVisitor();
  await refuseOverPreview(visitor);
  await limitRate(tenant.id, `article-feedback:${networkOf(visitor.address)}`, networkRate);
  return { ...reader, actor: { kind: 'visitor', key: await keyOfVisitor(visitor) } };
}
