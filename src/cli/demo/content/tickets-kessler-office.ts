import type { DemoTicket } from './shapes';

export const kesslerOfficeTickets = [
  {
    key: 'neue-werkstudentin',
    title: 'Neue Werkstudentin ab Montag: Lena Hoffmann',
    description: `Guten Tag,

ab Montag verstärkt uns Lena Hoffmann als Werkstudentin in der Dokumentation (zwei Tage pro Woche, zunächst für ein halbes Jahr). Wir benötigen:

- Benutzerkonto und E-Mail-Adresse
- ein Notebook aus dem Pool, ein neues Gerät ist nicht nötig
- Lesezugriff auf „Technische Dokumentation“
- keinen Zugriff auf Patientendaten und Personalakten
- Zugang zum Serviceportal, vorerst ohne Selbsthilfe am Gerät

Vielen Dank und freundliche Grüße
Anna Schäfer`,
    type: 'request',
    priority: 'normal',
    status: 'closed',
    statusAfterHours: 98,
    ageDays: 26,
    requester: 'anna',
    assignee: 'jonas',
    ccs: ['sabine'],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 2,
        body: `Guten Tag Frau Schäfer,

vielen Dank für die vollständige Liste. Konto und Notebook stehen am Montag um 8 Uhr bereit. Das Konto läuft zum Vertragsende automatisch ab; eine Verlängerung genügt formlos hier im Ticket.`,
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 27,
        body: 'Pool notebook KM-P04, battery at 91%. Account expires with the contract. Read-only group for documentation, nothing else. Self-service withheld as asked.',
      },
      {
        author: 'anna',
        kind: 'reply',
        hoursAfter: 97,
        body: 'Alles hat geklappt, Frau Hoffmann konnte sofort loslegen. Herzlichen Dank!',
      },
    ],
  },
  {
    key: 'ausweisdrucker',
    title: 'Ausweisdrucker zieht keine Karten mehr ein',
    description: `Guten Morgen,

der Drucker für die Türausweise am Empfang zieht seit gestern keine Karten mehr ein. Im Display steht „Fehler 105 – Kartenzufuhr“. Ich habe die Karten aufgefächert und das Gerät neu gestartet, leider ohne Erfolg.

Es eilt nicht sehr: Der nächste Ausweis wird erst Ende des Monats gebraucht.

Freundliche Grüße
Sabine Vogt`,
    type: 'incident',
    priority: 'low',
    status: 'pending',
    statusAfterHours: 29,
    ageDays: 10.5,
    requester: 'sabine',
    assignee: 'jonas',
    ccs: [],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 5.2,
        body: `Guten Morgen Frau Vogt,

vermutlich ist die Einzugswalze verschmutzt. Im Fach unter dem Farbband liegt eine Reinigungskarte: bitte einmal durchlaufen lassen (Menü → Wartung → Reinigen). Greift der Einzug danach wieder?`,
      },
      {
        author: 'sabine',
        kind: 'reply',
        hoursAfter: 8,
        body: 'Die Walze dreht sich nun hörbar, die Karte bleibt aber nach einem Zentimeter stecken.',
      },
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 29,
        body: 'Dann ist die Walze abgenutzt. Das Ersatzteil (38 Euro netto) ist bestellt, Liefertermin laut Hersteller in acht bis zehn Werktagen. Sollten Sie vorher einen Ausweis brauchen, drucken wir ihn bei uns.',
      },
    ],
  },
  {
    key: 'teams-bewerber',
    title: 'Können Bewerber ohne Konto an Teams-Besprechungen teilnehmen?',
    description: `Guten Tag,

wir möchten Erstgespräche künftig per Video führen. Können Bewerberinnen und Bewerber ohne eigenes Microsoft-Konto teilnehmen? Und sehen sie dabei, wer sonst noch eingeladen ist?

Viele Grüße
Anna Schäfer`,
    type: 'question',
    priority: 'low',
    status: 'resolved',
    statusAfterHours: 4.1,
    ageDays: 2.9,
    requester: 'anna',
    assignee: 'jonas',
    ccs: [],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 2.2,
        body: `Guten Tag Frau Schäfer,

ja, der Link in der Einladung öffnet sich im Browser, ein Konto ist nicht nötig. Gäste warten im Wartebereich, bis Sie sie hereinlassen.

Zur zweiten Frage: Stehen mehrere Personen in derselben Einladung, sehen alle die Liste. Schicken Sie Bewerbern deshalb besser eine eigene Einladung und geben Sie den Kolleginnen und Kollegen nur den Link weiter.`,
      },
      {
        author: 'anna',
        kind: 'reply',
        hoursAfter: 4,
        body: 'Genau das wollte ich wissen, vielen Dank!',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
