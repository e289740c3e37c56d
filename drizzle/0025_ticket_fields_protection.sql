SELECT app.protect('ticket_fields');--> statement-breakpoint
SELECT app.protect('ticket_field_defaults');
