import type { DemoTicket } from './shapes';

export const vasseurItalianTickets = [
  {
    key: 'posta-telefono',
    title: 'Posta aziendale sul nuovo telefono',
    description: `Buongiorno,

ho ricevuto il telefono aziendale e vorrei sapere come configurare la posta. Devo usare l’app Outlook o va bene anche quella già presente sul telefono?

E posso vedere anche il calendario condiviso degli acquisti?

Grazie mille,
Chiara Galli`,
    type: 'question',
    priority: 'low',
    status: 'closed',
    statusAfterHours: 28,
    ageDays: 52,
    requester: 'chiara',
    assignee: 'elodie',
    ccs: [],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 2.6,
        body: `Buongiorno Chiara,

Le consiglio l’app Outlook: l’altra non mostra i calendari condivisi. Ecco come procedere:

1. installi Outlook dal portale aziendale, già presente sul telefono;
2. acceda con il Suo indirizzo di lavoro e confermi con l’app di autenticazione;
3. nel calendario, tocchi il menu in alto a sinistra, poi «Aggiungi calendario condiviso», e cerchi «Acquisti».

Se qualcosa non funziona, mi scriva pure qui.`,
      },
      {
        author: 'chiara',
        kind: 'reply',
        hoursAfter: 5,
        body: 'Fatto, vedo posta e calendario. Spiegazione chiarissima, grazie!',
      },
    ],
  },
  {
    key: 'excel-sola-lettura',
    title: 'Il file Excel dei fornitori si apre solo in lettura',
    description: `Buongiorno,

da stamattina il file «Fornitori_listini.xlsx» si apre solo in lettura, con il messaggio «Il file è bloccato per la modifica da: utente sconosciuto».

- I colleghi dicono di non averlo aperto.
- Succede sia da Excel sia dal browser.
- Devo aggiornare i prezzi della farina entro domani sera.

Cordiali saluti,
Chiara Galli`,
    type: 'incident',
    priority: 'normal',
    status: 'open',
    ageDays: 0.9,
    requester: 'chiara',
    assignee: 'elodie',
    ccs: ['luc'],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 1.9,
        body: `Buongiorno Chiara,

il blocco deriva da una sessione interrotta ieri sera. Sto cercando di liberarlo senza perdere le ultime modifiche. Nel frattempo può lavorare su una copia: penserò io a riportare le modifiche nel file originale.`,
      },
      {
        author: 'chiara',
        kind: 'reply',
        hoursAfter: 3.3,
        body: 'D’accordo, ho creato «Fornitori_listini_copia.xlsx» nella stessa cartella e lavoro lì.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
