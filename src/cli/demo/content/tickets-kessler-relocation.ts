import type { DemoTicket } from './shapes';

export const kesslerRelocationTickets = [
  {
    key: 'umzug-dritter-stock',
    title: 'Umzug in den 3. Stock: Arbeitsplätze und Telefone',
    description: `Sehr geehrtes Team,

wie in unserem Jahresgespräch angekündigt, zieht die Abteilung Qualitätssicherung in vier Wochen vom ersten in den dritten Stock um. Es handelt sich um acht Arbeitsplätze:

- acht Rechner mit je zwei Bildschirmen
- sechs Tischtelefone, die ihre Durchwahl behalten sollen
- ein Multifunktionsdrucker
- eine Prüfstation mit eigenem Netzanschluss, die nicht länger als einen halben Tag stillstehen darf

Die Netzwerkdosen im dritten Stock sind vorhanden, jedoch unseres Wissens noch nicht beschaltet. Als Termin haben wir einen Freitag ab 13 Uhr ins Auge gefasst, damit am Montag wieder regulär gearbeitet werden kann.

Könnten Sie uns einen Ablaufplan und eine Schätzung des Aufwands zukommen lassen? Für eine Besichtigung stehe ich Ihnen nächste Woche jederzeit zur Verfügung.

Mit freundlichen Grüßen
Sabine Vogt
Büroleitung`,
    type: 'request',
    priority: 'normal',
    status: 'open',
    ageDays: 15.3,
    requester: 'sabine',
    assignee: 'jonas',
    ccs: ['anna', 'matthias'],
    messages: [
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 4.5,
        body: `Sehr geehrte Frau Vogt,

vielen Dank für die ausführliche Beschreibung. Ich schlage Dienstag um 10 Uhr für die Besichtigung vor und bringe ein Messgerät für die Dosen mit. Im Anschluss erhalten Sie Ablaufplan und Schätzung.

Mit freundlichen Grüßen
Jonas Weber`,
      },
      {
        author: 'sabine',
        kind: 'reply',
        hoursAfter: 6,
        body: 'Dienstag um 10 Uhr passt sehr gut. Melden Sie sich am Empfang, ich hole Sie dort ab.',
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 125,
        body: '22 of 24 sockets fine, 3.14 and 3.15 have no signal (cable ends in the ceiling). The switch on floor 3 has 16 free ports but no PoE for the phones: a 24-port PoE model is needed, about 640 euros. The test station has a fixed address; move it first, Friday 13:00.',
      },
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 148,
        body: `Sehr geehrte Frau Vogt,

hier das Ergebnis der Besichtigung:

- Freitag, 13 bis 15 Uhr: Prüfstation, danach Drucker
- Freitag, 15 bis 19 Uhr: acht Arbeitsplätze, zwei Techniker
- Montag, ab 7:30 Uhr: einer von uns ist vor Ort

Zwei Dosen sind defekt, und für die Telefone brauchen wir einen neuen Netzwerkverteiler (rund 640 Euro). Der Aufwand liegt bei etwa 14 Stunden. Das Angebot liegt in Ihrem Postfach.`,
      },
      {
        author: 'sabine',
        kind: 'reply',
        hoursAfter: 340,
        body: 'Das Angebot ist freigegeben. Können Sie mir den Freitag nun fest bestätigen? Ich müsste die Umzugsfirma bis morgen buchen.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
