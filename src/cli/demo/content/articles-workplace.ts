import type { DemoArticle } from './article-shapes';

/** Printers, meetings, files, working from elsewhere. */
export const workplaceArticles: readonly DemoArticle[] = [
  {
    category: 'printing',
    audience: 'everyone',
    texts: {
      en: {
        title: 'Clear a paper jam',
        body: `1. Switch the printer off and wait ten seconds.
2. Open the tray and take out all the paper.
3. Open the rear cover and pull the sheet **in the direction of travel**, slowly, with both hands.
4. Close everything, put the paper back and switch it on.

> [!CAUTION]
> The fuser behind the rear cover is hot. Touch only what is green or blue.

Jams that come back every day mean worn rollers: open a ticket, and we bring new ones.`,
      },
      de: {
        title: 'Einen Papierstau beheben',
        body: `1. Schalten Sie den Drucker aus und warten Sie zehn Sekunden.
2. Öffnen Sie das Fach und nehmen Sie das ganze Papier heraus.
3. Öffnen Sie die hintere Klappe und ziehen Sie das Blatt **in Laufrichtung** heraus, langsam und mit beiden Händen.
4. Schließen Sie alles, legen Sie das Papier ein und schalten Sie wieder ein.

> [!CAUTION]
> Die Fixiereinheit hinter der Klappe ist heiß. Fassen Sie nur an, was grün oder blau ist.

Ein Stau, der täglich wiederkommt, kommt von abgenutzten Rollen: Eröffnen Sie ein Ticket, dann bringen wir neue.`,
      },
      it: {
        title: 'Rimuovere la carta inceppata',
        body: `1. Spenga la stampante e attenda dieci secondi.
2. Apra il cassetto e tolga tutta la carta.
3. Apra lo sportello posteriore e tiri il foglio **nel senso di scorrimento**, lentamente e con entrambe le mani.
4. Chiuda tutto, rimetta la carta e riaccenda.

> [!CAUTION]
> Il fusore dietro lo sportello è caldo. Tocchi solo le parti verdi o blu.`,
      },
    },
  },
  {
    category: 'printing',
    audience: 'contacts',
    texts: {
      en: {
        title: 'The printer is shown as offline',
        body: `Nine times out of ten the computer still looks for the printer where it no longer is.

1. Check that its display is on and shows no message.
2. Restart the printer, wait two minutes, then restart the computer.
3. Open **Settings → Bluetooth & devices → Printers**, choose the printer and open its queue.
4. In the menu **Printer** take away the tick at *Use Printer Offline*.

Still offline? Open a ticket with the number on the grey sticker.`,
      },
      de: {
        title: 'Der Drucker wird als offline angezeigt',
        body: `In neun von zehn Fällen sucht der Computer den Drucker dort, wo er nicht mehr ist.

1. Prüfen Sie, ob das Display an ist und keine Meldung zeigt.
2. Starten Sie den Drucker neu, warten Sie zwei Minuten und starten Sie dann den Computer neu.
3. Öffnen Sie **Einstellungen → Bluetooth und Geräte → Drucker**, wählen Sie den Drucker und öffnen Sie die Warteschlange.
4. Entfernen Sie im Menü **Drucker** den Haken bei *Drucker offline verwenden*.

Immer noch offline? Eröffnen Sie ein Ticket mit der Nummer auf dem grauen Aufkleber.`,
      },
    },
  },
  {
    category: 'workplace',
    audience: 'contacts',
    texts: {
      en: {
        title: 'Work from home over the VPN',
        body: `## Connect

1. Open **Tidewright Connect** from the tray beside the clock.
2. Choose your company and sign in as at the office.
3. Confirm on your phone. The shield turns green.

## If it does not connect

- Try another network, such as the hotspot of your phone.
- In hotels and trains open a web page first: many ask you to accept their terms.
- Note the number of the message; it tells us where it stopped.

\`\`\`
Error 809  the network blocks the VPN
Error 691  user name or password is wrong
\`\`\`

> [!IMPORTANT]
> Drives \`G:\` and \`P:\` appear about half a minute after the shield has turned green.`,
      },
      fr: {
        title: 'Travailler à domicile avec le VPN',
        body: `## Se connecter

1. Ouvrez **Tidewright Connect** à côté de l’horloge.
2. Choisissez votre entreprise et connectez-vous comme au bureau.
3. Confirmez sur votre téléphone. Le bouclier devient vert.

## Si la connexion échoue

- Essayez un autre réseau, par exemple le partage de connexion du téléphone.
- À l’hôtel ou dans le train, ouvrez d’abord une page web : il faut souvent accepter des conditions.
- Notez le numéro du message ; il nous indique où cela s’est arrêté.`,
      },
    },
  },
  {
    category: 'workplace',
    audience: 'contacts',
    texts: {
      en: {
        title: 'Bring back a deleted file',
        body: `1. Look into the recycle bin on the desktop first.
2. Files of the shared drive: right-click the folder and choose **Restore previous versions**. There is one for every night of the last thirty days.
3. Files in OneDrive: open it in the browser, **Recycle bin**, choose the file, **Restore**.

> [!NOTE]
> Older than thirty days? Open a ticket with the name of the folder and a date on which the file was still there. Monthly backups reach back two years.`,
      },
      de: {
        title: 'Eine gelöschte Datei zurückholen',
        body: `1. Sehen Sie zuerst im Papierkorb auf dem Desktop nach.
2. Dateien des gemeinsamen Laufwerks: Klicken Sie mit der rechten Maustaste auf den Ordner und wählen Sie **Vorgängerversionen wiederherstellen**. Es gibt eine für jede Nacht der letzten dreißig Tage.
3. Dateien in OneDrive: im Browser öffnen, **Papierkorb**, Datei wählen, **Wiederherstellen**.

> [!NOTE]
> Älter als dreißig Tage? Eröffnen Sie ein Ticket mit dem Namen des Ordners und einem Tag, an dem die Datei noch da war. Monatssicherungen reichen zwei Jahre zurück.`,
      },
    },
  },
];
