-- Every door across tenants there is. Each is SECURITY DEFINER with an empty search_path, owned by a
-- role that can do nothing else, revoked from PUBLIC and granted by name. tests/laws holds the list.
GRANT SELECT ON tenants, domains TO servicedesk_doors;--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA app TO servicedesk_doors, servicedesk_jobs;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
-- Host → tenant: the first thing a request asks. Says nothing of hosts that are not served.
CREATE FUNCTION app.tenant_of_host(wanted text)
  RETURNS TABLE (id uuid, slug text, name text, default_language text, time_zone text, is_demo boolean, kind text, managed_host text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT t.id, t.slug, t.name, t.default_language, t.time_zone, t.is_demo, d.kind,
      (SELECT m.host FROM public.domains m WHERE m.tenant_id = t.id AND m.kind = 'managed' LIMIT 1)
    FROM public.domains d JOIN public.tenants t ON t.id = d.tenant_id
    WHERE d.host = wanted AND d.state = 'active' AND t.disabled_at IS NULL
  $$;--> statement-breakpoint
-- The tenants there are, by id: for jobs that visit each in its own transaction.
CREATE FUNCTION app.tenant_ids() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT id FROM public.tenants WHERE disabled_at IS NULL ORDER BY id $$;--> statement-breakpoint
-- The operator's list. The runtime role can't call it: the CLI does, as the owner.
CREATE FUNCTION app.list_tenants()
  RETURNS TABLE (id uuid, slug text, name text, host text, is_demo boolean, disabled_at timestamptz, created_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT t.id, t.slug, t.name, d.host, t.is_demo, t.disabled_at, t.created_at
    FROM public.tenants t LEFT JOIN public.domains d ON d.tenant_id = t.id AND d.kind = 'managed'
    ORDER BY t.created_at, t.id
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenant_of_host(text), app.tenant_ids(), app.list_tenants() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenant_of_host(text), app.tenant_ids() TO servicedesk_runtime;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_tenants() TO servicedesk_owner;--> statement-breakpoint
SET LOCAL ROLE servicedesk_jobs;--> statement-breakpoint
-- A job, added in the caller's own transaction. The runtime role sees nothing of the queue itself.
CREATE FUNCTION app.enqueue(job text, payload json, run_at timestamptz, job_key text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
  AS $$
BEGIN
  PERFORM graphile_worker.add_job(job, payload, run_at := enqueue.run_at, job_key := enqueue.job_key, max_attempts := 25);
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.enqueue(text, json, timestamptz, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.enqueue(text, json, timestamptz, text) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors, servicedesk_jobs;
