import { erpResponseTimes } from './attachments';
import type { DemoTicket } from './shapes';

export const vasseurProductionTickets = [
  {
    key: 'erp-lent',
    title: 'L’ERP est très lent depuis lundi',
    description: `Bonjour,

Depuis lundi, l’ERP est devenu très lent pour tout le monde, surtout entre 9 h et 11 h :
- ouverture d’une commande : 20 à 30 secondes au lieu de 2 ;
- validation d’un bon de livraison : parfois plus d’une minute ;
- à deux reprises, le message « Délai d’attente dépassé (1205) ».

À ma connaissance, rien n’a changé de notre côté. Je joins les temps relevés par Luc ce matin.

Bien cordialement,
Claire Delmas`,
    type: 'problem',
    priority: 'high',
    status: 'open',
    ageDays: 12.7,
    requester: 'claire',
    assignee: 'elodie',
    ccs: ['karim', 'luc'],
    attachments: [erpResponseTimes],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 0.7,
        body: `Bonjour Claire,

Merci pour ces relevés, ils nous font gagner du temps : le ralentissement commence bien à 9 h précises. Nous examinons le serveur de base de données et je vous tiens au courant avant ce soir.

Bien à vous,
Élodie`,
      },
      {
        author: 'elodie',
        kind: 'note',
        hoursAfter: 5,
        body: '1205 is a deadlock victim. They line up with the stock export, which now runs at 09:00 instead of 02:00: somebody rescheduled it after the patch weekend. CPU 40%, disks fine.',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 8.5,
        body: `Bonjour Claire,

Nous avons trouvé une première cause : l’export des stocks, qui tournait la nuit, se lançait à 9 h. Il est de nouveau programmé à 2 h. Pouvez-vous me dire demain matin si la situation s’améliore ?`,
      },
      {
        author: 'claire',
        kind: 'reply',
        hoursAfter: 27,
        body: 'C’est nettement mieux pour les commandes, merci. Les bons de livraison restent lents.',
      },
      {
        author: 'luc',
        kind: 'reply',
        hoursAfter: 28,
        body: 'Même constat à la compta : 15 secondes pour ouvrir une facture.',
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 52,
        body: 'Deliveries and invoices both scan order_lines in full: the vendor’s last update dropped an index. Vendor case 48211 opened with the query plan. We must not add the index ourselves, that would void their support.',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 75,
        body: `Bonjour à tous,

L’éditeur confirme le défaut : sa dernière mise à jour a supprimé un index dont dépendent les bons de livraison et les factures. Un correctif est en cours de validation chez lui. D’ici là :
- groupez si possible la validation des bons de livraison en fin de matinée ;
- évitez les exports Excel entre 9 h et 11 h.

Je relance l’éditeur chaque jour.`,
      },
      {
        author: 'claire',
        kind: 'reply',
        hoursAfter: 268,
        body: `Bonjour Élodie,

Avez-vous une date pour ce correctif ? L’inventaire commence dans deux semaines et je préférerais ne pas l’aborder dans ces conditions.`,
      },
    ],
  },
  {
    key: 'imprimante-etiquettes',
    title: 'Imprimante d’étiquettes hors ligne au quai 2',
    description: `Imprimante du quai 2 (la Zebra) hors ligne depuis la mise à jour de ce matin. Voyant rouge fixe, plus aucune étiquette ne sort.
Le camion part à 14 h, 3 palettes en attente. On imprime au quai 1 en attendant mais ça bouchonne.`,
    type: 'incident',
    priority: 'urgent',
    status: 'open',
    ageDays: 0.03,
    requester: 'karim',
    assignee: null,
    ccs: ['claire'],
    messages: [],
  },
  {
    key: 'echec-sauvegarde',
    title: 'Avis d’échec de sauvegarde reçu ce matin',
    description: `Bonjour,

J’ai reçu ce matin un message automatique intitulé « Sauvegarde SRV-FICHIERS : échec (code 0x80780049) ». D’habitude, c’est toujours « réussite ».

Dois-je m’inquiéter ? Et surtout, nos fichiers d’hier sont-ils bien sauvegardés quelque part ?

Cordialement,
Claire Delmas`,
    type: 'incident',
    priority: 'high',
    status: 'closed',
    statusAfterHours: 49,
    ageDays: 48,
    requester: 'claire',
    assignee: 'jonas',
    ccs: [],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 0.6,
        body: `Bonjour Claire,

Vous avez bien fait de nous prévenir. Soyez rassurée : la copie vers le centre de données de 1 h 30 est complète, vos fichiers d’hier sont donc en sécurité. Seule la copie locale de 3 h a échoué. Jonas s’en occupe.`,
      },
      {
        author: 'jonas',
        kind: 'note',
        hoursAfter: 2.1,
        body: 'Local NAS volume at 99%: the retention job had been stopping at a file locked by the antivirus for 11 days. Exclusion added, clean-up running, 1.4 TB to free.',
      },
      {
        author: 'jonas',
        kind: 'reply',
        hoursAfter: 25,
        body: `Bonjour,

Le disque de sauvegarde local était plein, car l’effacement des anciennes copies était bloqué. C’est corrigé, et la sauvegarde de cette nuit a réussi. J’ai aussi restauré trois fichiers au hasard pour vérifier : tout est lisible.

Une alerte nous préviendra désormais dès 85 % d’occupation.`,
      },
      {
        author: 'claire',
        kind: 'reply',
        hoursAfter: 48,
        body: 'Deux nuits de suite en « réussite », je suis tranquille. Merci à vous deux.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
