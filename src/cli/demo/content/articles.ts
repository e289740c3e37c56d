import type { DemoArticle, DemoCategory } from './article-shapes';
import { accountArticles } from './articles-accounts';
import { companyArticles } from './articles-companies';
import { workplaceArticles } from './articles-workplace';

/** The categories of the demo's knowledge base, in their order. */
export const demoCategories: readonly DemoCategory[] = [
  {
    key: 'accounts',
    names: {
      en: 'Accounts and passwords',
      de: 'Konten und Kennwörter',
      fr: 'Comptes et mots de passe',
      es: 'Cuentas y contraseñas',
      it: 'Account e password',
    },
  },
  {
    key: 'mail',
    names: {
      en: 'Mail and calendar',
      de: 'E-Mail und Kalender',
      fr: 'Messagerie et agenda',
      es: 'Correo y calendario',
      it: 'Posta e calendario',
    },
  },
  {
    key: 'workplace',
    names: {
      en: 'At the workplace',
      de: 'Am Arbeitsplatz',
      fr: 'Au bureau',
      es: 'En el puesto de trabajo',
      it: 'Sul posto di lavoro',
    },
  },
  {
    key: 'printing',
    parent: 'workplace',
    names: { en: 'Printing', de: 'Drucken', fr: 'Impression', es: 'Impresión', it: 'Stampa' },
  },
];

/** Oldest first. */
export const demoArticles: readonly DemoArticle[] = [
  ...workplaceArticles,
  ...companyArticles,
  ...accountArticles,
];
