import type { DemoArticle } from './article-shapes';

/** Signing in, passwords and mail. */
export const accountArticles: readonly DemoArticle[] = [
  {
    category: 'accounts',
    audience: 'everyone',
    texts: {
      en: {
        title: 'Reset a forgotten password',
        body: `You can do this yourself, at any hour.

1. Open the sign-in page of this portal and choose **Forgot password?**
2. Enter your username. A mail with a link arrives within a few minutes.
3. Open the link and choose a new password of at least twelve characters.

> [!TIP]
> Three or four unrelated words are easier to remember than one word with symbols, and harder to guess.

## If no mail arrives

Look into the spam folder first. The link goes to the address that your IT team has on file; if that one is no longer yours, call us on +49 30 2312 5100.`,
      },
      de: {
        title: 'Ein vergessenes Kennwort zurücksetzen',
        body: `Das können Sie jederzeit selbst erledigen.

1. Öffnen Sie die Anmeldeseite dieses Portals und wählen Sie **Kennwort vergessen?**
2. Geben Sie Ihren Benutzernamen ein. Innerhalb weniger Minuten kommt eine E-Mail mit einem Link.
3. Öffnen Sie den Link und wählen Sie ein neues Kennwort mit mindestens zwölf Zeichen.

> [!TIP]
> Drei oder vier Wörter ohne Zusammenhang merkt man sich leichter als ein Wort mit Sonderzeichen, und sie sind schwerer zu erraten.

## Wenn keine E-Mail kommt

Sehen Sie zuerst im Spam-Ordner nach. Der Link geht an die Adresse, die Ihr IT-Team hinterlegt hat; gehört sie Ihnen nicht mehr, rufen Sie uns an: +49 30 2312 5100.`,
      },
      fr: {
        title: 'Réinitialiser un mot de passe oublié',
        body: `Vous pouvez le faire vous-même, à toute heure.

1. Ouvrez la page de connexion de ce portail et choisissez **Mot de passe oublié**.
2. Saisissez votre identifiant. Un e-mail contenant un lien arrive en quelques minutes.
3. Ouvrez le lien et choisissez un nouveau mot de passe d’au moins douze caractères.

> [!TIP]
> Trois ou quatre mots sans rapport se retiennent mieux qu’un mot avec des symboles, et se devinent moins bien.

## Si aucun e-mail n’arrive

Regardez d’abord dans le dossier des indésirables. Le lien part à l’adresse connue de votre équipe informatique ; si ce n’est plus la vôtre, appelez-nous au +49 30 2312 5100.`,
      },
      es: {
        title: 'Restablecer una contraseña olvidada',
        body: `Puede hacerlo usted mismo, a cualquier hora.

1. Abra la página de inicio de sesión de este portal y elija **¿Ha olvidado la contraseña?**
2. Escriba su nombre de usuario. En pocos minutos llega un correo con un enlace.
3. Abra el enlace y elija una contraseña nueva de al menos doce caracteres.

## Si no llega ningún correo

Mire primero en la carpeta de correo no deseado. El enlace se envía a la dirección que conoce su equipo informático; si ya no es la suya, llámenos al +49 30 2312 5100.`,
      },
      it: {
        title: 'Reimpostare una password dimenticata',
        body: `Può farlo da solo, a qualsiasi ora.

1. Apra la pagina di accesso di questo portale e scelga **Password dimenticata?**
2. Inserisca il nome utente. Entro pochi minuti arriva un’e-mail con un link.
3. Apra il link e scelga una nuova password di almeno dodici caratteri.

## Se non arriva nessuna e-mail

Guardi prima nella posta indesiderata. Il link va all’indirizzo noto al Suo team informatico; se non è più il Suo, ci chiami al +49 30 2312 5100.`,
      },
    },
  },
  {
    category: 'accounts',
    audience: 'everyone',
    texts: {
      en: {
        title: 'Recognise a phishing mail',
        body: `Somebody wants you to act before you think. These signs come up again and again:

| Sign | Example |
| --- | --- |
| Hurry | “Your mailbox will be deleted today” |
| A sender that almost fits | \`it-support@tidewrlght.test\` |
| A link that leads elsewhere | The text names your bank, the address does not |
| An attachment that you did not expect | \`invoice.zip\` |

## What to do

- Do not click, do not answer, do not forward it to colleagues.
- Open a ticket and attach the mail. We look at it the same day.

> [!WARNING]
> If you have already entered your password somewhere, change it **now** and then call us. Nobody will be cross with you; minutes count.`,
      },
      de: {
        title: 'Eine Phishing-Mail erkennen',
        body: `Jemand möchte, dass Sie handeln, bevor Sie nachdenken. Diese Zeichen kehren immer wieder:

| Zeichen | Beispiel |
| --- | --- |
| Eile | „Ihr Postfach wird heute gelöscht“ |
| Ein Absender, der fast stimmt | \`it-support@tidewrlght.test\` |
| Ein Link, der woandershin führt | Der Text nennt Ihre Bank, die Adresse nicht |
| Ein Anhang, den Sie nicht erwarten | \`rechnung.zip\` |

## Was zu tun ist

- Nicht klicken, nicht antworten, nicht an Kollegen weiterleiten.
- Eröffnen Sie ein Ticket und hängen Sie die Mail an. Wir sehen sie uns am selben Tag an.

> [!WARNING]
> Haben Sie Ihr Kennwort schon irgendwo eingegeben, ändern Sie es **jetzt** und rufen Sie uns dann an. Niemand ist Ihnen böse; es kommt auf Minuten an.`,
      },
    },
  },
  {
    category: 'mail',
    audience: 'contacts',
    texts: {
      en: {
        title: 'Set up mail on a phone',
        body: `Takes about five minutes. Have your mail address and password ready.

## iPhone and iPad

1. Open **Settings → Apps → Mail → Mail Accounts** and tap **Add Account**.
2. Choose **Microsoft Exchange** and enter your mail address.
3. Choose **Sign in** and follow the page of your company.
4. Leave *Mail*, *Contacts* and *Calendars* on and save.

## Android

1. Install **Outlook** from the Play Store.
2. Enter your mail address and sign in.
3. Allow the app to manage the work profile. It never reaches your private data.

> [!NOTE]
> The first synchronisation brings a month of mail. Older mail appears when you search for it.

## When it asks for the password again and again

Your password has probably changed on the computer. Remove the account and add it again.`,
      },
      de: {
        title: 'E-Mail auf dem Handy einrichten',
        body: `Dauert etwa fünf Minuten. Halten Sie Ihre E-Mail-Adresse und Ihr Kennwort bereit.

## iPhone und iPad

1. Öffnen Sie **Einstellungen → Apps → Mail → Mail-Accounts** und tippen Sie auf **Account hinzufügen**.
2. Wählen Sie **Microsoft Exchange** und geben Sie Ihre Adresse ein.
3. Wählen Sie **Anmelden** und folgen Sie der Seite Ihres Unternehmens.
4. Lassen Sie *Mail*, *Kontakte* und *Kalender* eingeschaltet und sichern Sie.

## Android

1. Installieren Sie **Outlook** aus dem Play Store.
2. Geben Sie Ihre Adresse ein und melden Sie sich an.
3. Erlauben Sie der App, das Arbeitsprofil zu verwalten. Ihre privaten Daten erreicht sie nie.

## Wenn immer wieder nach dem Kennwort gefragt wird

Ihr Kennwort hat sich wahrscheinlich am Computer geändert. Entfernen Sie das Konto und fügen Sie es neu hinzu.`,
      },
      fr: {
        title: 'Configurer la messagerie sur un téléphone',
        body: `Cela prend environ cinq minutes. Préparez votre adresse et votre mot de passe.

## iPhone et iPad

1. Ouvrez **Réglages → Apps → Mail → Comptes** et touchez **Ajouter un compte**.
2. Choisissez **Microsoft Exchange** et saisissez votre adresse.
3. Choisissez **Se connecter** et suivez la page de votre entreprise.

## Android

1. Installez **Outlook** depuis le Play Store.
2. Saisissez votre adresse et connectez-vous.
3. Autorisez l’app à gérer le profil professionnel. Elle n’accède jamais à vos données privées.`,
      },
    },
  },
  {
    category: 'mail',
    audience: 'contacts',
    texts: {
      en: {
        title: 'Set an out-of-office reply',
        body: `1. In Outlook choose **File → Automatic Replies**.
2. Choose **Send automatic replies** and the days of your absence.
3. Write two texts: one for colleagues, one for everybody else.

> [!TIP]
> Name somebody who can help meanwhile, and when you are back. Leave out where you are.`,
      },
      fr: {
        title: 'Programmer une réponse d’absence',
        body: `1. Dans Outlook, choisissez **Fichier → Réponses automatiques**.
2. Activez **Envoyer des réponses automatiques** et indiquez vos jours d’absence.
3. Rédigez deux textes : un pour les collègues, un pour les autres.

> [!TIP]
> Indiquez qui peut aider pendant ce temps et votre date de retour, mais pas où vous êtes.`,
      },
    },
  },
];
