import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Contact, Scope } from '@/access/scope';
import { navEntries } from '@/app/portal/_sections';
import { hasSection } from '@/settings/sections';
import { AppShell } from '@/ui/shell';
import { Announcements } from './announcements';
import { FooterLinks } from './footer-links';
import { LiveRefresh } from './live-refresh';
import { PortalKeys } from './portal-keys';
import { PortalBar, PortalSide } from './portal-nav';
import { SignOutButton } from './sign-out-button';
import { TenantBrand } from './tenant-brand';

/** The frame around what a signed-in contact sees. */
export async function PortalShell({
  scope,
  children,
}: {
  scope: Scope<Contact>;
  children: ReactNode;
}) {
  const t = await getTranslations();
  const { actor } = scope;
  const items = navEntries(scope, t);
  const label = t('portal.nav.label');
  const signOut = t('portal.nav.signOut');
  return (
    <AppShell
      skip={t('portal.nav.skip')}
      brand={<TenantBrand reader={scope} />}
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
      banner={<Announcements reader={scope} contact={actor} />}
      bottom={<PortalBar label={label} items={items} />}
    >
      {children}
      <FooterLinks reader={scope} />
      <LiveRefresh />
      <PortalKeys
        words={{
          home: t('portal.nav.goHome'),
          ...(hasSection(actor, 'ticketing') && {
            tickets: t('portal.nav.goTickets'),
            newTicket: t('portal.nav.goNew'),
          }),
        }}
      />
    </AppShell>
  );
}
