-- The ground everything stands on. Runs as servicedesk_owner; the roles are made before
-- by src/platform/roles.ts, because they belong to the cluster and not to one database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
CREATE SCHEMA app;--> statement-breakpoint
GRANT USAGE ON SCHEMA app TO servicedesk_runtime, servicedesk_doors, servicedesk_backup;--> statement-breakpoint
-- unaccent() is only STABLE because its dictionary could change; ours does not, and an index needs IMMUTABLE.
CREATE FUNCTION app.unaccented(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, value) $$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.unaccented(text) TO PUBLIC;--> statement-breakpoint
-- One text of the policy for every tenant table (docs/security.md). It raises where no tenant was
-- set, and where '' is left after a SET LOCAL has ended: no context never means "all rows".
CREATE FUNCTION app.protect(target regclass, rights text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void
  LANGUAGE plpgsql SET search_path = ''
  AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant ON %s USING (tenant_id = current_setting(''app.tenant_id'')::uuid) WITH CHECK (tenant_id = current_setting(''app.tenant_id'')::uuid)',
    target);
  EXECUTE format('GRANT %s ON %s TO servicedesk_runtime', rights, target);
  EXECUTE format('GRANT SELECT ON %s TO servicedesk_backup', target);
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.protect(regclass, text) FROM PUBLIC;
