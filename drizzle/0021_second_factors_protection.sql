SELECT app.protect('technician_totps');--> statement-breakpoint
SELECT app.protect('passkeys');--> statement-breakpoint
SELECT app.protect('recovery_codes');
