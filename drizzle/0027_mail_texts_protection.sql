-- Own words of welcome mails stood among the settings and now stand with the other mails' texts. They
-- keep what stood around them; `{name}` is `{{name}}` now. The owner steps out of row-level security for
-- this one statement; what is copied stays where it was for processes of before.
ALTER TABLE "settings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "mail_texts" ("tenant_id", "mail", "language", "subject", "body")
  SELECT s.tenant_id, w.mail, w.language, w.subject,
    w.above || regexp_replace(s.value->'texts'->>w.language, '\{(name|username|tenant|portal)\}', '{{\1}}', 'g') || w.below
  FROM "settings" s CROSS JOIN (VALUES
    ('welcomePassword', 'en', 'Your access to the service portal of {{tenant}}',
      '# Welcome to the service portal

Hello {{name}},

',
      '

**Username:** {{username}}
**Password:** {{password}}

[Sign in]({{link}})

**What happens next**
Sign in with this password. The portal then asks for one of your own, and this one stops working.'),
    ('welcomeLink', 'en', 'Your access to the service portal of {{tenant}}',
      '# Welcome to the service portal

Hello {{name}},

',
      '

**Username:** {{username}}

[Set a password]({{link}})

**What happens next**
The link works once, within seven days. After that, “Forgot your password?” on the sign-in page sends a new one.'),
    ('welcomePassword', 'fr', 'Votre accès au portail de services de {{tenant}}',
      '# Bienvenue sur le portail de services

Bonjour {{name}},

',
      '

**Nom d’utilisateur :** {{username}}
**Mot de passe :** {{password}}

[Se connecter]({{link}})

**La suite**
Connectez-vous avec ce mot de passe. Le portail vous demande ensuite d’en choisir un, et celui-ci cesse de fonctionner.'),
    ('welcomeLink', 'fr', 'Votre accès au portail de services de {{tenant}}',
      '# Bienvenue sur le portail de services

Bonjour {{name}},

',
      '

**Nom d’utilisateur :** {{username}}

[Définir un mot de passe]({{link}})

**La suite**
Le lien fonctionne une seule fois, dans les sept jours. Passé ce délai, « Mot de passe oublié ? » sur la page de connexion vous en envoie un nouveau.'),
    ('welcomePassword', 'de', 'Ihr Zugang zum Serviceportal von {{tenant}}',
      '# Willkommen im Serviceportal

Guten Tag {{name}},

',
      '

**Benutzername:** {{username}}
**Passwort:** {{password}}

[Anmelden]({{link}})

**Wie es weitergeht**
Melden Sie sich mit diesem Passwort an. Danach legen Sie ein eigenes fest, und dieses wird ungültig.'),
    ('welcomeLink', 'de', 'Ihr Zugang zum Serviceportal von {{tenant}}',
      '# Willkommen im Serviceportal

Guten Tag {{name}},

',
      '

**Benutzername:** {{username}}

[Passwort festlegen]({{link}})

**Wie es weitergeht**
Der Link gilt einmal und sieben Tage lang. Danach schickt Ihnen „Passwort vergessen?“ auf der Anmeldeseite einen neuen.'),
    ('welcomePassword', 'es', 'Su acceso al portal de servicios de {{tenant}}',
      '# Le damos la bienvenida al portal de servicios

Hola, {{name}}:

',
      '

**Nombre de usuario:** {{username}}
**Contraseña:** {{password}}

[Iniciar sesión]({{link}})

**Qué pasa ahora**
Inicie sesión con esta contraseña. A continuación el portal le pedirá una propia y esta dejará de funcionar.'),
    ('welcomeLink', 'es', 'Su acceso al portal de servicios de {{tenant}}',
      '# Le damos la bienvenida al portal de servicios

Hola, {{name}}:

',
      '

**Nombre de usuario:** {{username}}

[Establecer una contraseña]({{link}})

**Qué pasa ahora**
El enlace funciona una sola vez, durante siete días. Después, «¿Ha olvidado su contraseña?» en la página de inicio de sesión le envía uno nuevo.'),
    ('welcomePassword', 'it', 'Il Suo accesso al portale di assistenza di {{tenant}}',
      '# Benvenuto nel portale di assistenza

Buongiorno {{name}},

',
      '

**Nome utente:** {{username}}
**Password:** {{password}}

[Accedi]({{link}})

**Che cosa succede ora**
Acceda con questa password. Il portale Le chiederà poi di sceglierne una Sua e questa non sarà più valida.'),
    ('welcomeLink', 'it', 'Il Suo accesso al portale di assistenza di {{tenant}}',
      '# Benvenuto nel portale di assistenza

Buongiorno {{name}},

',
      '

**Nome utente:** {{username}}

[Imposta una password]({{link}})

**Che cosa succede ora**
Il link funziona una sola volta, entro sette giorni. Dopo, «Password dimenticata?» nella pagina di accesso ne invia uno nuovo.')
  ) AS w (mail, language, subject, above, below)
  WHERE s.key = 'welcomeMail' AND s.value->'texts'->>w.language <> '';--> statement-breakpoint
ALTER TABLE "settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
SELECT app.protect('mail_texts');
