SELECT app.protect('sign_in_links');--> statement-breakpoint
SELECT app.protect('identity_providers');--> statement-breakpoint
SELECT app.protect('provider_attempts');--> statement-breakpoint
SELECT app.protect('provider_identities');