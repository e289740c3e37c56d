import type { DemoTicket } from './shapes';

export const vasseurPeopleTickets = [
  {
    key: 'boite-partagee',
    title: 'Droits sur la boîte partagée recrutement@',
    description: `Bonjour,

Pourriez-vous modifier les droits de la boîte partagée recrutement@biscuiterie-vasseur.test ?
- Julien Mercier : lecture seule, pendant la campagne des saisonniers ;
- Claire Delmas : lecture et envoi au nom de la boîte ;
- Hugo Lambert, qui nous a quittés : à retirer.

Par ailleurs, quand je réponds depuis cette boîte, mes messages envoyés se rangent dans ma boîte personnelle. Est-il possible qu’ils restent dans la boîte partagée ?

Merci d’avance,
Amélie Rousseau`,
    type: 'request',
    priority: 'normal',
    status: 'resolved',
    statusAfterHours: 7.5,
    ageDays: 5.3,
    requester: 'amelie',
    assignee: 'elodie',
    ccs: ['claire'],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 2.3,
        body: `Bonjour Amélie,

Les droits sont à jour pour Claire et Julien, et Hugo n’y a plus accès. Comptez une heure avant que la boîte n’apparaisse dans leur Outlook.

J’ai aussi activé la copie des messages envoyés : ils se rangeront désormais dans la boîte partagée. Pouvez-vous faire un essai ?`,
      },
      {
        author: 'amelie',
        kind: 'reply',
        hoursAfter: 4,
        body: 'Essai concluant pour les messages envoyés. Julien, en revanche, ne voit pas encore la boîte.',
      },
      {
        author: 'elodie',
        kind: 'note',
        hoursAfter: 6.8,
        body: 'Automapping only works with full access; added the folder by hand in Julien’s profile over a remote session.',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 7.5,
        body: 'C’est réglé avec Julien par téléphone : la boîte figure maintenant dans son Outlook, en lecture seule.',
      },
    ],
  },
  {
    key: 'depart-hugo',
    title: 'Départ de Hugo Lambert vendredi',
    description: `Bonjour,

Hugo Lambert (commercial, secteur Sud-Est) quitte l’entreprise vendredi à 17 h. Merci de prévoir :
- le blocage de son compte à 17 h 30, pas avant, car il a un rendez-vous client l’après-midi ;
- une réponse automatique d’un mois renvoyant vers Julien Mercier ;
- le transfert de ses dossiers OneDrive à Julien ;
- l’effacement de son téléphone professionnel, qu’il me remettra en mains propres.

Son ordinateur pourra être réattribué.

Bien cordialement,
Amélie Rousseau
Ressources humaines`,
    type: 'request',
    priority: 'normal',
    status: 'closed',
    statusAfterHours: 100,
    ageDays: 22,
    requester: 'amelie',
    assignee: 'elodie',
    ccs: ['claire', 'julien'],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 1.8,
        body: `Bonjour Amélie,

C’est programmé pour vendredi à 17 h 30. Le texte proposé pour la réponse automatique :

« Bonjour, Hugo Lambert a quitté la Biscuiterie Vasseur. Julien Mercier reprend son secteur et vous répondra volontiers : julien.mercier@biscuiterie-vasseur.test. »

Cela vous convient-il ?`,
      },
      {
        author: 'amelie',
        kind: 'reply',
        hoursAfter: 2.5,
        body: 'Parfait, rien à changer.',
      },
      {
        author: 'elodie',
        kind: 'note',
        hoursAfter: 78,
        body: 'Account blocked 17:31, sessions revoked, forwarding rules checked (none), licence kept for 30 days because of the auto-reply. OneDrive shared with Julien. Phone wipe pending until it is back.',
      },
      {
        author: 'amelie',
        kind: 'reply',
        hoursAfter: 97,
        body: 'J’ai récupéré le téléphone et le badge. Vous pouvez effacer.',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 99,
        body: 'Le téléphone est effacé et prêt pour son successeur. Tout est terminé de notre côté.',
      },
    ],
  },
  {
    key: 'renvoi-standard',
    title: 'Renvoi du standard pendant la fermeture annuelle',
    description: `Bonjour,

Nous fermons deux semaines pour les congés annuels. Est-il possible de renvoyer le standard vers le portable d’astreinte, mais seulement de 8 h à 12 h, et de diffuser un message le reste du temps ?

Et cela aura-t-il un coût ?

Cordialement,
Claire Delmas`,
    type: 'question',
    priority: 'low',
    status: 'resolved',
    statusAfterHours: 24,
    ageDays: 8.4,
    requester: 'claire',
    assignee: 'elodie',
    ccs: [],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 3.4,
        body: `Bonjour Claire,

Oui, tout cela est possible et compris dans votre forfait ; seules les minutes vers le portable sont facturées, soit une dizaine d’euros pour deux semaines au vu de l’an dernier.

Il me faudrait :
1. les dates exactes ;
2. le numéro d’astreinte ;
3. le texte du message, ou un enregistrement si vous préférez une voix de la maison.`,
      },
      {
        author: 'claire',
        kind: 'reply',
        hoursAfter: 23,
        body: 'Très bien, je vous envoie cela dès que les plannings sont arrêtés. La voix de Karim fera l’affaire, il a l’habitude du micro de l’atelier.',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 24,
        body: 'Parfait. Je marque la question comme résolue ; vos éléments pourront arriver en réponse à ce ticket.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
