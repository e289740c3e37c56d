-- The one way in which entries of the audit log change: a contact who has been erased (GDPR,
-- article 17) is taken out of them. Nothing happens to anybody who hasn't, so a runtime role that
-- calls it can't tidy up after itself. What happened, when, and by whose id stays.
GRANT SELECT (tenant_id, id, name, erased_at) ON contacts TO servicedesk_doors;--> statement-breakpoint
GRANT SELECT ON audit_events TO servicedesk_doors;--> statement-breakpoint
GRANT UPDATE (actor_name, address, before, after) ON audit_events TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.forget_in_audit(contact_ids uuid[]) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
  AS $$
  DECLARE
    tenant constant uuid := current_setting('app.tenant_id')::uuid;
    kept constant text[] := ARRAY['companyId', 'isPrimary', 'welcome', 'duplicateId', 'tickets', 'endsAt'];
    gone constant text[] := ARRAY(
      SELECT id::text FROM public.contacts
      WHERE tenant_id = tenant AND id = ANY (contact_ids) AND erased_at IS NOT NULL);
    changed integer;
  BEGIN
    UPDATE public.audit_events e SET
      actor_name = coalesce((SELECT c.name FROM public.contacts c
        WHERE c.tenant_id = tenant AND e.actor_kind = 'contact' AND e.actor_id = ANY (gone)
          AND c.id::text = e.actor_id), e.actor_name),
      address = CASE WHEN e.actor_kind = 'contact' AND e.actor_id = ANY (gone) THEN NULL ELSE e.address END,
      before = CASE WHEN e.subject_id = ANY (gone) AND e.event LIKE 'contact.%' THEN
        (SELECT jsonb_object_agg(key, CASE WHEN value = 'null' OR key = ANY (kept) THEN value ELSE '"…"' END)
          FROM jsonb_each(e.before)) ELSE e.before END,
      after = CASE WHEN e.subject_id = ANY (gone) AND e.event LIKE 'contact.%' THEN
        (SELECT jsonb_object_agg(key, CASE WHEN value = 'null' OR key = ANY (kept) THEN value ELSE '"…"' END)
          FROM jsonb_each(e.after)) ELSE e.after END
    WHERE e.tenant_id = tenant
      AND (e.actor_kind = 'contact' AND e.actor_id = ANY (gone)
        OR e.event LIKE 'contact.%' AND e.subject_id = ANY (gone));
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
  END
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.forget_in_audit(uuid[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.forget_in_audit(uuid[]) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
