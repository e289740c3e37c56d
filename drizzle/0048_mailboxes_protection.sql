SELECT app.protect('mailboxes');--> statement-breakpoint
SELECT app.protect('left_mails');--> statement-breakpoint
-- A door: which mailboxes should be looked at by now, and nobody looks at. Ids only.
GRANT SELECT (tenant_id, id, active, next_try_at, lease_until) ON mailboxes TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.due_mailboxes(at timestamptz) RETURNS TABLE (tenant_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT m.tenant_id, m.id FROM public.mailboxes m
    JOIN public.tenants t ON t.id = m.tenant_id AND t.disabled_at IS NULL
    WHERE m.active AND m.next_try_at <= at AND (m.lease_until IS NULL OR m.lease_until <= at)
    ORDER BY m.next_try_at
    LIMIT 5000
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.due_mailboxes(timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.due_mailboxes(timestamptz) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
