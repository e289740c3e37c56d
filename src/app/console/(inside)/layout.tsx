import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireTechnician } from '@/session/require-person';
import { AppShell, Brand, SideNav } from '@/ui/shell';
import { clientMessages } from '../_shell/client-messages';
import { consoleNav } from '../_shell/console-nav';
import { Keyboard } from '../_shell/keyboard';
import { NavMenu } from '../_shell/nav-menu';
import { PaletteButton } from '../_shell/palette-button';
import { PersonFoot } from '../_shell/person-foot';

/**
 * The technicians' frame. Client components below may use `useTranslations()` with whole keys
 * of the namespaces in `clientMessages`.
 */
export default async function ConsoleShell({ children }: { children: ReactNode }) {
  const { actor, language, tenant } = await requireTechnician();
  const t = await getTranslations();
  const nav = consoleNav(t, { isAdmin: actor.role === 'admin', tenant });
  const pages = nav.flatMap(({ items }) => items.map(({ href, label }) => ({ href, label })));
  const groups = nav.map(({ key, title, items }) => (
    <SideNav key={key} label={title ?? t('console.nav.main')} title={title} items={items} />
  ));
  const foot = <PersonFoot name={actor.name} />;
  return (
    <NextIntlClientProvider
      locale={language}
      timeZone={tenant.timeZone}
      messages={await clientMessages(language)}
    >
      <Keyboard pages={pages}>
        <AppShell
          skip={t('console.nav.skip')}
          brand={<Brand href="/console" name={tenant.name} />}
          top={
            <>
              <PaletteButton />
              <NavMenu>
                {groups}
                {foot}
              </NavMenu>
            </>
          }
          side={
            <>
              <PaletteButton />
              {groups}
            </>
          }
          foot={foot}
        >
          {children}
        </AppShell>
      </Keyboard>
    </NextIntlClientProvider>
  );
}
