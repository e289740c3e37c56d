/**
 * Words for `load-test-data`: enough variety that lists, search and sorting meet data as uneven as
 * real data. Nothing here is random; the generator draws. Placeholders in patterns: `{name}` (a
 * person), `{app}`, `{place}` (a phrase with its preposition), `{number}` (an integer of 2–99).
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const lines = (text: string): readonly string[] => text.trim().split('\n');

/** The languages that load-test tickets are written in. */
export type WordListLanguage = 'en' | 'fr' | 'de';

/** One hundred; plain ASCII, so that lower-casing gives the parts of a username. */
export const firstNames = words(`
  Adam Agnes Alice Amina Andrea Anton Aurora Beatrice Ben Bianca Boris Camille Carla Charlotte Chloe
  Clara Conrad Daniel Daria David Diana Edgar Elena Elias Elif Emma Eric Esther Eva Fatima Felix
  Finn Flora Frank Frida Gabriel Georg Gloria Hannes Harriet Helen Henri Hugo Ibrahim Ida Ines
  Irina Isabel Ivan Jack Jana Joel Johanna Judith Julia Kai Karla Katia Kevin Klara Lara Laurent
  Leila Leo Liam Linda Louis Lukas Madeleine Magnus Manon Marco Maria Mark Martha Maxime Mia Milan
  Mona Nadia Nico Nina Oliver Oscar Paula Pauline Petra Quentin Rachel Ralf Rosa Ruth Samira Simon
  Sofia Theo Thomas Valerie Victor Yasmin
`);

/** One hundred; plain ASCII. */
export const lastNames = words(`
  Abbott Adler Albrecht Allard Armstrong Bachmann Baker Barbier Baumann Becker Bennett Berger
  Bernard Blanchard Bonnet Bouvier Brooks Carlier Carter Chambers Chevalier Clarke Collins Cooper
  Davies Dietrich Dubois Dupont Ebert Edwards Engel Evans Faure Fischer Fletcher Foster Fournier
  Franke Garnier Gauthier Gerlach Girard Graf Graham Haas Harris Hartmann Hayes Heinrich Henry
  Huber Hughes Jacobs Jenkins Kaiser Keller Kelly Kern Lambert Lang Laurent Lefebvre Lehmann Leroy
  Lloyd Lorenz Maier Marchal Martin Mason Meunier Morel Morgan Murphy Neumann Nicholls Noel Otto
  Palmer Parker Perrot Petit Pohl Reid Renard Richter Robin Roth Roussel Sander Schubert Simon
  Stewart Thiel Turner Vidal Walker Werner Winter Ziegler
`);

/** Company names are a root and a trade: 36 × 24 of them before any repeats. */
export const companyRoots = words(`
  Ashcombe Birchwood Castellan Dunmore Elmfield Fairlead Greystone Hartfield Ivybridge Kingsley
  Larkhill Merridew Northgate Oakhurst Pemberton Ravensworth Stanmore Thornbury Upwell Westerby
  Belmont Clairval Duroc Fontenelle Montclar Rochebrune Valmier Villeneuve Altmark Brunnthal
  Eichhorn Falkenried Hohenfeld Lindenau Steinbach Waldmoor
`);

export const companyTrades = lines(`
Accountants
Architects
Bakeries
Brewing
Ceramics
Dental Care
Engineering
Estates
Foods
Freight
Furniture
Garden Centres
Insurance
Joinery
Labs
Law
Logistics
Metalworks
Opticians
Pharma
Print
Solar
Travel
Vineyards
`);

/** Names that stay as they are in every language. */
export const apps = lines(`
Outlook
Teams
Excel
Word
SharePoint
OneDrive
Acrobat
Chrome
Edge
PowerPoint
`);

export const places: Record<WordListLanguage, readonly string[]> = {
  en: lines(`
at reception
in accounts
in the warehouse
on the second floor
in the meeting room
at the Dover branch
in the workshop
at home
`),
  fr: lines(`
à l’accueil
à la comptabilité
à l’entrepôt
au 2e étage
en salle de réunion
à l’agence de Lille
à l’atelier
en télétravail
`),
  de: lines(`
am Empfang
in der Buchhaltung
im Lager
im 2. Stock
im Besprechungsraum
in der Filiale Bremen
in der Werkstatt
im Homeoffice
`),
};

export const titlePatterns: Record<WordListLanguage, readonly string[]> = {
  en: lines(`
Printer offline {place}
{app} crashes when I open an attachment
No Wi-Fi {place}
New starter on Monday: {name}
{name} is leaving at the end of the month
Password reset for {name}
{app} asks me to sign in again and again
Laptop very slow {place} since the update
VPN won’t connect {place}
Shared mailbox: access for {name}
Screen stays black after docking {place}
Backup of server {number} failed last night
{app} licence for {name}
Suspicious e-mail received by {name}
Scanner {number} stopped sending to the folder
Phone {number} has no dial tone
Files missing from the folder shared with {name}
{app} is not syncing {place}
Request: second monitor {place}
Certificate warning when opening {app}
Keyboard replacement {place}
Meeting room display {number} not detected
MFA on a new phone for {name}
Invoice template in {app} prints {number} blank pages
`),
  fr: lines(`
Imprimante hors ligne {place}
{app} se ferme à l’ouverture d’une pièce jointe
Pas de Wi-Fi {place}
Nouvelle arrivée lundi : {name}
Départ de {name} à la fin du mois
Mot de passe à réinitialiser pour {name}
{app} redemande sans cesse l’identification
Ordinateur très lent {place} depuis la mise à jour
Connexion VPN impossible {place}
Boîte partagée : accès pour {name}
Écran noir sur la station d’accueil {place}
Échec de la sauvegarde du serveur {number} cette nuit
Licence {app} pour {name}
Message suspect reçu par {name}
Le scanner {number} n’envoie plus rien dans le dossier
Plus de tonalité sur le poste {number}
Fichiers disparus du dossier partagé avec {name}
{app} ne se synchronise plus {place}
Demande d’un second écran {place}
Alerte de certificat à l’ouverture de {app}
Clavier à remplacer {place}
Écran {number} de la salle de réunion non détecté
Double authentification sur un nouveau téléphone : {name}
Le modèle de facture {app} imprime {number} pages blanches
`),
  de: lines(`
Drucker {place} ist offline
{app} stürzt beim Öffnen von Anhängen ab
Kein WLAN {place}
Neuer Arbeitsplatz ab Montag: {name}
Austritt zum Monatsende: {name}
Kennwort zurücksetzen für {name}
{app} verlangt ständig die Anmeldung
Notebook {place} seit dem Update sehr langsam
VPN-Verbindung {place} nicht möglich
Freigegebenes Postfach: Zugriff für {name}
Bildschirm an der Dockingstation {place} bleibt schwarz
Sicherung von Server {number} heute Nacht fehlgeschlagen
Lizenz für {app}: {name}
Verdächtige E-Mail an {name}
Scanner {number} legt keine Dateien mehr ab
Telefon {number} ohne Freizeichen
Dateien im gemeinsamen Ordner von {name} verschwunden
{app} wird {place} nicht synchronisiert
Zweiter Bildschirm {place} gewünscht
Zertifikatswarnung beim Start von {app}
Tastatur {place} defekt
Anzeige {number} im Besprechungsraum wird nicht erkannt
MFA auf neuem Telefon für {name}
Rechnungsvorlage in {app} druckt {number} leere Seiten
`),
};
