import type { DemoTicket } from './shapes';

export const vasseurWorkplaceTickets = [
  {
    key: 'teams-son',
    title: 'Plus de son dans Teams avec le casque',
    description: `Bonjour, depuis ce matin mes clients ne m’entendent plus dans Teams. Moi je les entends. Casque Jabra en USB, il marche dans les autres applis. Réunion importante à 15 h`,
    type: 'incident',
    priority: 'normal',
    status: 'closed',
    statusAfterHours: 5.2,
    ageDays: 36,
    requester: 'julien',
    assignee: 'elodie',
    ccs: [],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 0.3,
        body: `Bonjour Julien,

Dans Teams, ouvrez les trois points → Paramètres → Appareils. Que voyez-vous sous « Micro » ?`,
      },
      {
        author: 'julien',
        kind: 'reply',
        hoursAfter: 0.4,
        body: '« Webcam HD »',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 0.5,
        body: 'Voilà le coupable : choisissez votre casque Jabra à la place, puis « Effectuer un appel de test ».',
      },
      {
        author: 'julien',
        kind: 'reply',
        hoursAfter: 0.6,
        body: 'ça marche merci !!',
      },
      {
        author: 'julien',
        kind: 'reply',
        hoursAfter: 5.1,
        body: 'Réunion ok, contrat signé. Je vous dois des sablés.',
      },
    ],
  },
  {
    key: 'sharepoint-sync',
    title: 'SharePoint ne se synchronise plus sur mon poste',
    description: `Bonjour,

Le dossier « Comptabilité – Clôtures » ne se synchronise plus sur mon ordinateur depuis avant-hier. L’icône du nuage affiche une croix rouge et le message suivant : « Impossible de se connecter à OneDrive (0x8004de40) ».

- Dans le navigateur, tout est à jour.
- Mes collègues n’ont pas le problème.
- J’ai une quarantaine de fichiers modifiés en local que je ne voudrais pas perdre.

Merci de votre aide,
Luc Perrin`,
    type: 'incident',
    priority: 'normal',
    status: 'pending',
    statusAfterHours: 30.5,
    ageDays: 3.2,
    requester: 'luc',
    assignee: 'elodie',
    ccs: [],
    messages: [
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 1.1,
        body: `Bonjour Luc,

Vos fichiers locaux ne risquent rien tant que vous ne supprimez pas le dossier. Par précaution, je viens d’en faire une copie sur le serveur.

L’erreur vient de la connexion sécurisée de votre poste. Pouvez-vous me dire si vous avez installé quelque chose ces derniers jours, un logiciel bancaire par exemple ?`,
      },
      {
        author: 'luc',
        kind: 'reply',
        hoursAfter: 3.9,
        body: 'En effet, le nouveau module de signature de la banque, lundi après-midi.',
      },
      {
        author: 'elodie',
        kind: 'note',
        hoursAfter: 28,
        body: 'The bank’s module switched off TLS 1.2 in the Internet options. Re-enabled, but it is off again after each start of the module. Their support announces version 4.2 with a fix.',
      },
      {
        author: 'elodie',
        kind: 'reply',
        hoursAfter: 30.5,
        body: `Le module de la banque désactive un protocole dont OneDrive a besoin. J’ai rétabli le réglage : vos 43 fichiers sont synchronisés.

La version 4.2 du module corrigera ce défaut. D’ici là, fermez-le après chaque signature. Pouvez-vous me prévenir lorsqu’il vous proposera la mise à jour ?`,
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
