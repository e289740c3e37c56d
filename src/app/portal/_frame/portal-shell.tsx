import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Contact, Scope } from '@/access/scope';
import { navEntries } from '@/app/portal/_sections';
import { hasSection } from '@/settings/tenant-settings';
import { AppShell, Brand } from '@/ui/shell';
import { BrandMark } from './brand-mark';
import { LiveRefresh } from './live-refresh';
import { PortalKeys } from './portal-keys';
import { PortalBar, PortalSide } from './portal-nav';
import { SignOutButton } from './sign-out-button';

/** The frame around what a signed-in contact sees. */
export async function PortalShell({
  scope,
  children,
}: {
  scope: Scope<Contact>;
  children: ReactNode;
}) {
  const t = await getTranslations();
  const { tenant, actor } = scope;
  const items = navEntries(scope, t);
  const label = t('portal.nav.label');
  const signOut = t('portal.nav.signOut');
  return (
    <AppShell
      skip={t('portal.nav.skip')}
      brand={<Brand href="/" name={tenant.name} logo={<BrandMark name={tenant.name} />} />}
      top={<SignOutButton label={signOut} iconOnly />}
      side={<PortalSide label={label} items={items} />}
      foot={
        <>
          <p className="whoami">
            <span dir="auto">{actor.name}</span>
            <span dir="auto">{actor.companyName}</span>
          </p>
          <SignOutButton label={signOut} />
        </>
      }
      bottom={<PortalBar label={label} items={items} />}
    >
      {children}
      <LiveRefresh />
      <PortalKeys
        words={{
          home: t('portal.nav.goHome'),
          ...(hasSection(scope, 'ticketing', actor) && {
            tickets: t('portal.nav.goTickets'),
            newTicket: t('portal.nav.goNew'),
          }),
        }}
      />
    </AppShell>
  );
}
