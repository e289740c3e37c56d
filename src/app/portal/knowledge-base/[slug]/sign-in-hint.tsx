import { getTranslations } from 'next-intl/server';
import { requireReader } from '@/app/portal/_sections/require-reader';

/** What is not for everybody may be there for who signs in: said of every address alike. */
export async function SignInHint({ slug }: { slug: string }) {
  const { actor } = await requireReader();
  if (actor.kind !== 'visitor') return null;
  const t = await getTranslations('portal.knowledge');
  const next = encodeURIComponent(`/knowledge-base/${slug}`);
  return (
    <p className="text-center text-muted">
      {t('maybeSignedIn')}{' '}
      <a href={`/sign-in?next=${next}`} className="link">
        {t('signIn')}
      </a>
    </p>
  );
}
