import type { DemoTicket } from './shapes';

export const kesslerOperationsTickets = [
  {
    key: 'handscanner-lager',
    title: 'Handscanner im Lager verlieren ständig die Verbindung',
    description: `Moin,

alle vier Handscanner fliegen mehrmals pro Stunde aus dem WLAN, meistens in Gang 7 bis 9. Nach etwa einer Minute geht es wieder, aber die begonnene Buchung ist dann weg und wir zählen von vorn.

- seit etwa einer Woche
- Staplerterminals laufen einwandfrei
- vorne an der Rampe keine Probleme

J. Möller, Lager`,
    type: 'incident',
    priority: 'high',
    status: 'resolved',
    statusAfterHours: 54,
    ageDays: 14.6,
    requester: 'juergen',
    assignee: 'jonas',
    ccs: ['sabine'],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 0.8,
        body: `Moin Herr Möller,

eine Frage vorab: Wurde in den Gängen 7 bis 9 in letzter Zeit etwas umgeräumt oder neu aufgestellt?`,
      },
      {
        author: 'juergen',
        kind: 'reply',
        hoursAfter: 1.5,
        body: 'Ja, da steht jetzt das neue Hochregal. Bis unter die Decke, alles Metall.',
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 24,
        body: 'On site: the new rack shadows AP-L3, scanners cling to it at -82 dBm instead of roaming. Spare AP mounted at the end of aisle 8, minimum data rate raised to 12 Mbit/s.',
      },
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 26,
        body: 'Das Regal schirmt den bisherigen Zugangspunkt ab. Wir haben einen zweiten am Ende von Gang 8 montiert und die Scanner so eingestellt, dass sie früher wechseln. Beobachten Sie es bitte über zwei Schichten.',
      },
      {
        author: 'juergen',
        kind: 'reply',
        hoursAfter: 53,
        body: 'Zwei Schichten, kein einziger Abbruch. Inventur kann kommen.',
      },
    ],
  },
  {
    key: 'quarantaene',
    title: 'Bestellungen von Kunden landen in der Quarantäne',
    description: `Guten Tag,

in den letzten zwei Wochen sind mindestens fünf Bestellungen im Spamfilter hängen geblieben, jedes Mal vom selben Absender: bestellung@klinikverbund-nord.test. Wir bemerken es erst, wenn der Kunde nachfragt, und das ist ausgesprochen unangenehm.

Können Sie
- die Adresse dauerhaft freigeben,
- prüfen, ob noch weitere Nachrichten betroffen sind,
- uns z. B. einmal täglich eine Übersicht schicken?

Mit freundlichen Grüßen
Matthias Brandt`,
    type: 'problem',
    priority: 'normal',
    status: 'pending',
    statusAfterHours: 51,
    ageDays: 19.8,
    requester: 'matthias',
    assignee: 'jonas',
    ccs: ['sabine'],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 1.6,
        body: `Guten Tag Herr Brandt,

insgesamt waren sieben Nachrichten betroffen; ich habe sie soeben zugestellt. Die tägliche Übersicht kommt ab morgen um 8 Uhr, auch für Frau Vogt.

Die Adresse einfach freizugeben wäre riskant, denn dann käme auch jede Fälschung mit diesem Absender durch. Ich sehe mir zuerst an, warum der Filter anschlägt.`,
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 4.4,
        body: 'Their orders come from a new system that is missing from their SPF record, and DKIM is not signed. DMARC policy is quarantine: our filter does what they asked for.',
      },
      {
        author: 'matthias',
        kind: 'reply',
        hoursAfter: 25,
        body: 'Die Übersicht ist angekommen und sehr hilfreich. Wie geht es mit der Adresse weiter?',
      },
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 51,
        body: `Ursache ist die Mailkonfiguration des Kunden: Sein neues Bestellsystem darf laut seinen eigenen Angaben im DNS gar nicht für ihn senden. Ich habe der dortigen IT die nötige Änderung beschrieben und warte auf Antwort.

Bis dahin prüfen wir die Quarantäne zweimal täglich von Hand, sodass keine Bestellung liegen bleibt.`,
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
