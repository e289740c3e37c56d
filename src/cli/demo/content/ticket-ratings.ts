import type { RatingScore } from '@/tickets/ratings/rating-view';

interface DemoRating {
  score: RatingScore;
  comment?: string;
  hoursAfter: number;
}

/** How requesters of the demo found their help, by the ticket's key; after it was solved. */
export const demoRatings: Readonly<Record<string, DemoRating>> = {
  'konto-gesperrt': { score: 5, comment: 'Nach zehn Minuten war alles gut. Danke!', hoursAfter: 3 },
  'posta-telefono': { score: 4, hoursAfter: 20 },
  'echec-sauvegarde': { score: 4, hoursAfter: 26 },
  'kalender-handy': { score: 3, comment: 'Hat etwas gedauert.', hoursAfter: 5 },
  'teams-son': { score: 5, hoursAfter: 2 },
  'acceso-carpeta': { score: 5, comment: 'Muy amables.', hoursAfter: 8 },
  'mfa-new-phone': { score: 5, hoursAfter: 1 },
  'neue-werkstudentin': { score: 5, hoursAfter: 30 },
  'depart-hugo': { score: 4, hoursAfter: 12 },
  'phishing-invoice': { score: 5, comment: 'Calm and quick. I was glad I called.', hoursAfter: 4 },
  'handscanner-lager': { score: 2, comment: 'Zwei Tage ohne Scanner.', hoursAfter: 6 },
  'renvoi-standard': { score: 5, hoursAfter: 9 },
  'plotter-offline': { score: 4, hoursAfter: 18 },
  'busqueda-outlook': { score: 5, hoursAfter: 7 },
  'teams-bewerber': { score: 5, hoursAfter: 2 },
};
