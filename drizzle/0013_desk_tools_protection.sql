SELECT app.protect('tags');--> statement-breakpoint
SELECT app.protect('ticket_tags');--> statement-breakpoint
SELECT app.protect('canned_replies');--> statement-breakpoint
SELECT app.protect('saved_views');--> statement-breakpoint
SELECT app.protect('announcements');--> statement-breakpoint
SELECT app.protect('brand_images');--> statement-breakpoint
SELECT app.protect('webhooks');--> statement-breakpoint
SELECT app.protect('webhook_deliveries');--> statement-breakpoint
-- A door: which tenants have deliveries whose time has come. Ids only.
GRANT SELECT (tenant_id, state, next_try_at) ON webhook_deliveries TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.tenants_with_due_webhooks(at timestamptz) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT DISTINCT tenant_id FROM public.webhook_deliveries
    WHERE state = 'queued' AND next_try_at <= at
    LIMIT 1000
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenants_with_due_webhooks(timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenants_with_due_webhooks(timestamptz) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
