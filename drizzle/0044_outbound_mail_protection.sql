SELECT app.protect('mail_tries');--> statement-breakpoint
SELECT app.protect('mail_suppressions');--> statement-breakpoint
SELECT app.protect('mail_stops');--> statement-breakpoint
SELECT app.protect('dkim_keys');
