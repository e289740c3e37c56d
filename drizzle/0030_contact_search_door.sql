-- Searching a tenant's contacts by index, as `app.tickets_found` does for tickets: row-level security
-- lets no LIKE use one. Names the tenant of the transaction itself and gives ids only, of those who can
-- sign in, by name from `after_name` and `after_id` on. `piece` finds by the index, `others` must fit
-- too. It raises without a tenant, like every policy.
GRANT SELECT (tenant_id, id, name, search_text, disabled_at, erased_at, merged_into) ON contacts TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.contacts_found(piece text, others text[], after_name text, after_id uuid, most int)
  RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 30 SET search_path = '' SET plan_cache_mode = force_custom_plan
  AS $$
DECLARE
  current_tenant uuid := current_setting('app.tenant_id')::uuid;
  wanted text := lower(app.unaccented(piece));
  besides text[] := array(SELECT lower(app.unaccented(o)) FROM unnest(others) o);
  hits uuid[];
BEGIN
  -- Whoever begins with a letter stands together in the order of names, so walking that order until
  -- enough are found would often walk far. Up to five thousand are found in any order and sorted; what
  -- more contacts than that fit is everywhere.
  SELECT array_agg(f.id ORDER BY f.name, f.id) INTO hits
    FROM (
      SELECT c.id, c.name FROM public.contacts c
      WHERE c.tenant_id = current_tenant
        AND c.disabled_at IS NULL AND c.erased_at IS NULL AND c.merged_into IS NULL
        AND c.search_text LIKE wanted AND c.search_text LIKE ALL (besides)
        AND (c.name, c.id) > (after_name, after_id)
      LIMIT 5000) f;
  IF hits IS NULL OR cardinality(hits) < 5000 THEN
    RETURN QUERY SELECT unnest(hits[1:most]);
    RETURN;
  END IF;
  RETURN QUERY
    SELECT c.id FROM public.contacts c
    WHERE c.tenant_id = current_tenant
      AND c.disabled_at IS NULL AND c.erased_at IS NULL AND c.merged_into IS NULL
      AND c.search_text LIKE wanted AND c.search_text LIKE ALL (besides)
      AND (c.name, c.id) > (after_name, after_id)
    ORDER BY c.name, c.id
    LIMIT most;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.contacts_found(text, text[], text, uuid, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.contacts_found(text, text[], text, uuid, int) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
