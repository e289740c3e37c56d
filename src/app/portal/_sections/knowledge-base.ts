import type { PortalSection } from './portal-section';

/** Reading articles. */
export const knowledgeBase: PortalSection = {
  name: 'knowledgeBase',
  entries: (_scope, t) => [
    {
      href: '/knowledge-base',
      label: t('portal.nav.knowledgeBase'),
      shortLabel: t('portal.nav.knowledgeBaseShort'),
      icon: 'knowledge',
    },
  ],
};
