-- Searching a tenant's tickets by index. Row-level security lets no operator use an index that could
-- leak a row to its function (@@ and LIKE are not marked leakproof), so a search would read the whole
-- tenant. This function names the tenant of the transaction itself and gives ids only, newest first.
-- It raises without a tenant, like every policy.
GRANT SELECT (tenant_id, id, number, updated_at, search, title_folded) ON tickets TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.tickets_found(wanted_words tsquery, wanted_piece text, wanted_number int, most int)
  RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path = '' SET plan_cache_mode = force_custom_plan
  AS $$
DECLARE
  current_tenant uuid := current_setting('app.tenant_id')::uuid;
BEGIN
  RETURN QUERY
    SELECT t.id FROM public.tickets t
    WHERE t.tenant_id = current_tenant
      AND (t.search @@ wanted_words OR t.title_folded LIKE wanted_piece OR t.number = wanted_number)
    ORDER BY t.updated_at DESC
    LIMIT most;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tickets_found(tsquery, text, int, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tickets_found(tsquery, text, int, int) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
