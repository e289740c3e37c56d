/** Sentences for the bodies of `load-test-data`: two to four make a description, one a reply. */

import type { WordListLanguage } from './word-lists';

const lines = (text: string): readonly string[] => text.trim().split('\n');

/** What a contact says when a ticket is opened. */
export const descriptionSentences: Record<WordListLanguage, readonly string[]> = {
  en: lines(`
It worked fine yesterday afternoon.
I have restarted twice, without any change.
Two colleagues next to me have the same problem.
There is no error message, it simply does nothing.
The message says “Something went wrong (0x80070005)”.
It is not urgent, but it slows us down every day.
I need it for a meeting tomorrow at 9.
You can connect to my computer at any time.
It started after the update on Tuesday.
It only happens in the morning, between 8 and 9.
My manager has approved this.
I’m in the office until 4, then on my mobile.
`),
  fr: lines(`
Tout fonctionnait encore hier après-midi.
J’ai redémarré deux fois, sans résultat.
Deux collègues voisins ont le même problème.
Aucun message d’erreur, il ne se passe tout simplement rien.
Le message indique « Une erreur s’est produite (0x80070005) ».
Ce n’est pas urgent, mais cela nous ralentit tous les jours.
J’en ai besoin pour une réunion demain à 9 h.
Vous pouvez prendre la main sur mon poste à tout moment.
Cela a commencé après la mise à jour de mardi.
Cela n’arrive que le matin, entre 8 h et 9 h.
Mon responsable a donné son accord.
Je suis au bureau jusqu’à 16 h, ensuite sur mon portable.
`),
  de: lines(`
Gestern Nachmittag hat noch alles funktioniert.
Ich habe zweimal neu gestartet, ohne Erfolg.
Zwei Kollegen nebenan haben dasselbe Problem.
Es erscheint keine Fehlermeldung, es passiert einfach nichts.
Die Meldung lautet „Es ist ein Fehler aufgetreten (0x80070005)“.
Es ist nicht dringend, bremst uns aber jeden Tag.
Ich brauche es für eine Besprechung morgen um 9 Uhr.
Sie können sich jederzeit auf meinen Rechner schalten.
Es begann nach dem Update am Dienstag.
Es tritt nur morgens zwischen 8 und 9 Uhr auf.
Meine Vorgesetzte hat zugestimmt.
Ich bin bis 16 Uhr im Büro, danach mobil erreichbar.
`),
};

/** What either side may say later on. */
export const replySentences: Record<WordListLanguage, readonly string[]> = {
  en: lines(`
Thanks for the details, I’m looking into it now.
Could you send a screenshot of the message?
I’ve changed a setting. Does it work now?
Yes, that did it, thank you.
Still the same after a restart.
The part is ordered and should arrive on Thursday.
I’ll call you this afternoon.
You can close this, everything is fine.
`),
  fr: lines(`
Merci pour ces précisions, je m’en occupe.
Pourriez-vous m’envoyer une capture d’écran du message ?
J’ai modifié un réglage. Est-ce que cela fonctionne maintenant ?
Oui, c’est bon, merci.
Toujours pareil après un redémarrage.
La pièce est commandée et devrait arriver jeudi.
Je vous appelle cet après-midi.
Vous pouvez fermer le ticket, tout est rentré dans l’ordre.
`),
  de: lines(`
Danke für die Einzelheiten, ich kümmere mich darum.
Könnten Sie mir ein Bildschirmfoto der Meldung schicken?
Ich habe eine Einstellung geändert. Funktioniert es jetzt?
Ja, jetzt geht es, vielen Dank.
Nach einem Neustart leider unverändert.
Das Ersatzteil ist bestellt und sollte am Donnerstag eintreffen.
Ich rufe Sie heute Nachmittag an.
Sie können das Ticket schließen, alles läuft wieder.
`),
};
