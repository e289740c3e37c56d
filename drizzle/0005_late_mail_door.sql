-- A door: which tenants have mail that should have left a minute ago. Ids only.
GRANT SELECT (tenant_id, state, next_try_at) ON outbox_messages TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.tenants_with_late_mail() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT DISTINCT tenant_id FROM public.outbox_messages
    WHERE state = 'queued' AND next_try_at < now() - interval '1 minute'
    LIMIT 1000
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenants_with_late_mail() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenants_with_late_mail() TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
