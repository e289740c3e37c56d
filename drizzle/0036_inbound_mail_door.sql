-- A door: which tenants have mail that came in and should have been read two minutes ago. Ids only.
GRANT SELECT (tenant_id, state, created_at) ON inbound_mails TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.tenants_with_unread_mail() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT DISTINCT tenant_id FROM public.inbound_mails
    WHERE state = 'waiting' AND created_at < now() - interval '2 minutes'
    LIMIT 1000
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenants_with_unread_mail() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenants_with_unread_mail() TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
