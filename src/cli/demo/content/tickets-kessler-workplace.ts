import { certificateWarning } from './attachments';
import type { DemoTicket } from './shapes';

export const kesslerWorkplaceTickets = [
  {
    key: 'zertifikatswarnung',
    title: 'Zertifikatswarnung beim Lieferantenportal',
    description: `Guten Tag,

seit heute früh zeigt der Browser beim Aufruf des Lieferantenportals die Warnung „Ihre Verbindung ist nicht privat“ (NET::ERR_CERT_DATE_INVALID). Ein Bildschirmfoto hängt an.

Darf ich die Warnung übergehen oder soll ich warten? Bis morgen Mittag müssen zwei Bestellungen hinaus.

Viele Grüße
Matthias Brandt`,
    type: 'incident',
    priority: 'normal',
    status: 'open',
    ageDays: 1.1,
    requester: 'matthias',
    assignee: 'jonas',
    ccs: [],
    attachments: [certificateWarning],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 0.9,
        body: `Guten Tag Herr Brandt,

gut, dass Sie fragen: Bitte übergehen Sie die Warnung nicht, solange Sie dort ein Kennwort eingeben. Das Zertifikat des Portals ist heute Nacht abgelaufen; der Fehler liegt also beim Betreiber, nicht an Ihrem Rechner.

Ich habe den Betreiber verständigt. Für dringende Bestellungen nimmt er bis dahin auch Fax oder Telefon an.`,
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 1.2,
        body: 'Expired 00:00 UTC, also visible from outside, so no interception by the firewall. Mailed their hostmaster address and left a message on the hotline.',
      },
      {
        author: 'matthias',
        kind: 'reply',
        hoursAfter: 2.4,
        body: 'Danke. Fax haben wir tatsächlich noch, es steht nur etwas verwaist im Archiv. Ich versuche es telefonisch.',
      },
    ],
  },
  {
    key: 'kalender-handy',
    title: 'Kalender auf dem Handy wird nicht synchronisiert',
    description: `Hallo, seit dem Update gestern kommen neue Termine nicht mehr aufs Handy. Mails schon. Bin viel unterwegs und hab heute fast einen Kundentermin verpasst. iPhone, Outlook-App`,
    type: 'incident',
    priority: 'normal',
    status: 'closed',
    statusAfterHours: 26,
    ageDays: 45,
    requester: 'deniz',
    assignee: 'jonas',
    ccs: [],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 0.7,
        body: `Hallo Herr Yılmaz,

nach diesem Update schaltet das Telefon manchmal die Hintergrundaktualisierung ab. Sehen Sie einmal nach:

1. Einstellungen → Allgemein → Hintergrundaktualisierung: „Outlook“ einschalten
2. in Outlook: Einstellungen → Ihr Konto → „Konto zurücksetzen“

Ihre Termine bleiben dabei erhalten. Klappt es danach?`,
      },
      {
        author: 'deniz',
        kind: 'reply',
        hoursAfter: 3.1,
        body: 'war aus. jetzt sind alle da, top',
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 3.3,
        body: 'Same for two other phones here. Set background refresh by policy for the whole device group.',
      },
    ],
  },
  {
    key: 'konto-gesperrt',
    title: 'Konto gesperrt, bin beim Kunden',
    description: `Komme nicht mehr rein, „Ihr Konto wurde gesperrt“. Vorführung beginnt in 30 min, brauche die Präsentation!`,
    type: 'incident',
    priority: 'high',
    status: 'closed',
    statusAfterHours: 3.5,
    ageDays: 57.5,
    requester: 'deniz',
    assignee: 'jonas',
    ccs: [],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 0.1,
        body: 'Ich rufe Sie sofort auf Ihrem Diensthandy an, um kurz abzugleichen, dass Sie es sind.',
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 0.2,
        body: 'Verified by call-back. Locked by the old tablet in his car, which kept trying the previous password. Unlocked; tablet removed from the account.',
      },
      {
        author: 'deniz',
        kind: 'reply',
        hoursAfter: 0.25,
        body: 'bin drin danke!!!',
      },
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 3.4,
        body: 'Sehr gut. Schuld war Ihr altes Tablet, das noch das frühere Kennwort benutzte. Ich habe es abgemeldet; wenn Sie es wieder brauchen, melden Sie sich dort einfach neu an.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
