SELECT app.protect('service_levels');--> statement-breakpoint
SELECT app.protect('company_service_levels');--> statement-breakpoint
SELECT app.protect('ticket_ratings');--> statement-breakpoint
-- A door: which tenants have promises to look at. Ids only.
GRANT SELECT (tenant_id, due_look_at) ON tickets TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.tenants_with_due_tickets(at timestamptz) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT DISTINCT tenant_id FROM public.tickets
    WHERE due_look_at <= at
    LIMIT 1000
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenants_with_due_tickets(timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenants_with_due_tickets(timestamptz) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
