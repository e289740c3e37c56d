-- Row-level security, forced, and the runtime role's rights, table by table.
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON tenants
  USING (id = current_setting('app.tenant_id')::uuid)
  WITH CHECK (id = current_setting('app.tenant_id')::uuid);--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON tenants TO servicedesk_runtime;--> statement-breakpoint
GRANT SELECT ON tenants TO servicedesk_backup;--> statement-breakpoint
SELECT app.protect('domains');--> statement-breakpoint
SELECT app.protect('settings');--> statement-breakpoint
-- The audit log is append-only: nobody who runs the product can change what it says.
SELECT app.protect('audit_events', 'SELECT, INSERT');--> statement-breakpoint
SELECT app.protect('outbox_messages');--> statement-breakpoint
SELECT app.protect('companies');--> statement-breakpoint
SELECT app.protect('company_domains');--> statement-breakpoint
SELECT app.protect('contacts');--> statement-breakpoint
SELECT app.protect('technicians');--> statement-breakpoint
SELECT app.protect('password_links');--> statement-breakpoint
SELECT app.protect('contact_imports');--> statement-breakpoint
SELECT app.protect('sessions');--> statement-breakpoint
SELECT app.protect('rate_counters');--> statement-breakpoint
SELECT app.protect('api_keys');--> statement-breakpoint
SELECT app.protect('idempotency_keys');--> statement-breakpoint
SELECT app.protect('ticket_statuses');--> statement-breakpoint
SELECT app.protect('ticket_counters');--> statement-breakpoint
SELECT app.protect('tickets');--> statement-breakpoint
SELECT app.protect('ticket_messages');--> statement-breakpoint
SELECT app.protect('ticket_ccs');--> statement-breakpoint
SELECT app.protect('attachments');--> statement-breakpoint
SELECT app.protect('ticket_reads');
