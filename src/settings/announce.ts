import 'server-only';
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { locales } from '@/i18n/locales';
import { refuseUnless } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { settingsCan } from './policy';
import type { AnnouncementRow } from './read-announcements';
import { announcements } from './tables';

/** Those that run or are to come, a tenant: all of them travel with every page. */
const mostAtOnce = 20;

export const Announce = z
  .object({
    /** By language; readers of another one get the portal's default, else the first there is. */
    texts: z
      .partialRecord(z.enum(locales), z.string().trim().max(500))
      .transform((given) => Object.fromEntries(Object.entries(given).filter(([, text]) => text)))
      .refine((texts) => Object.keys(texts).length > 0, { message: 'fields.oneLanguage' }),
    tone: z.enum(['info', 'warning', 'danger']).default('info'),
    /** Empty: everybody. */
    companyIds: z.array(z.uuid().toLowerCase()).max(1_000).default([]),
    /** Also before the sign-in, where nobody’s company is known: only what is for everybody. */
    onSignIn: z.boolean().default(true),
    /** Left out: now. */
    startsAt: z.iso.datetime({ offset: true }).optional(),
    /** Left out: until it is taken down. */
    endsAt: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ endsAt }) => !endsAt || Date.parse(endsAt) > Date.now(), {
    path: ['endsAt'],
    message: 'fields.future',
  })
  .refine(
    ({ startsAt, endsAt }) => !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt),
    {
      path: ['endsAt'],
      message: 'fields.afterStart',
    },
  );

/**
 * Puts a sentence at the top of the portal for a time. That the companies exist is the caller's
 * to ask (`requirePeople`).
 */
export async function announce(
  scope: Scope<Staff>,
  input: z.input<typeof Announce>,
): Promise<AnnouncementRow> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { texts, tone, onSignIn, startsAt, endsAt, ...given } = Announce.parse(input);
  const tenantId = scope.tenant.id;
  const companyIds = [...new Set(given.companyIds)];
  return inTransaction(scope, async (tx) => {
    await takeTurn(tx, `announcements:${tenantId}`);
    const [count] = await tx
      .select({ live: sql<number>`count(*)::int` })
      .from(announcements)
      .where(
        and(
          eq(announcements.tenantId, tenantId),
          or(isNull(announcements.endsAt), sql`${announcements.endsAt} > now()`),
        ),
      );
    refuseUnless(count!.live < mostAtOnce, 'brand.tooManyAnnouncements', {
      values: { most: mostAtOnce },
    });
    const [row] = await tx
      .insert(announcements)
      .values({
        tenantId,
        id: newId(),
        texts,
        tone,
        companyIds,
        onSignIn,
        ...(startsAt ? { startsAt: new Date(startsAt) } : {}),
        endsAt: endsAt ? new Date(endsAt) : null,
      })
      .returning();
    const { tenantId: _, ...made } = row!;
    await record(tx, scope, 'announcement.made', made.id, {
      after: {
        languages: Object.keys(texts),
        tone,
        companyIds,
        onSignIn,
        startsAt: made.startsAt.toISOString(),
        endsAt: made.endsAt?.toISOString() ?? null,
      },
    });
    return made;
  });
}
