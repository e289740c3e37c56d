import type { DemoArticle } from './article-shapes';

/** For one company alone, and for the technicians. */
export const companyArticles: readonly DemoArticle[] = [
  {
    category: 'workplace',
    audience: 'companies',
    company: 'Alder & Finch Architects',
    texts: {
      en: {
        title: 'Borrow a CAD seat',
        body: `There are fewer seats than people who draw now and then, so they are borrowed.

1. Open **CAD licences** on the intranet: a green dot is free.
2. Choose **Borrow** and for how many days, three at most.
3. Give it back when you are done; it returns by itself at midnight of the last day.

Nothing free and a deadline tomorrow? Open a ticket with priority *High* and name the project.`,
      },
    },
  },
  {
    category: 'printing',
    audience: 'companies',
    company: 'Alder & Finch Architects',
    texts: {
      en: {
        title: 'Plot a drawing on A0',
        body: `1. Publish the sheet as PDF at 100 %, never *fit to page*.
2. In the print room choose **Plotter A0** and the paper on the roll: *coated* for presentations, *bond* for everything else.
3. Send one sheet first and look at the line weights.

| Paper | For | Price a metre |
| --- | --- | ---: |
| Bond 90 g | checking, site | 1.10 |
| Coated 140 g | clients, walls | 3.40 |`,
      },
    },
  },
  {
    category: 'accounts',
    audience: 'technicians',
    texts: {
      en: {
        title: 'Checklist: somebody leaves a customer',
        body: `- [ ] Written request of the primary contact, with the last day
- [ ] Sign-in disabled at the end of that day, sessions ended
- [ ] Mailbox shared with whoever takes over, thirty days
- [ ] Licences taken back
- [ ] Devices collected or wiped
- [ ] Contact disabled here, tickets handed over`,
      },
    },
  },
  {
    category: 'mail',
    audience: 'contacts',
    isDraft: true,
    texts: {
      en: {
        title: 'Share a calendar with colleagues',
        body: `1. In Outlook open the calendar and choose **Share**.
2. Name the colleague and choose what they see: *only times*, *titles* or *everything*.

To do: pictures of the new Outlook.`,
      },
    },
  },
];
