SELECT app.protect('public_changes');--> statement-breakpoint
-- Whoever changes what signed-out visitors may see leaves the number of the transaction, once. Rows are
-- only added, never changed: two who change something at once wait for nothing. What is older than a
-- day goes, unless somebody else is just taking it away.
CREATE FUNCTION app.note_public_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = ''
  AS $$
  DECLARE
    tenant uuid := coalesce(NEW.tenant_id, OLD.tenant_id);
  BEGIN
    INSERT INTO public.public_changes (tenant_id, change)
    VALUES (tenant, pg_current_xact_id()::text::bigint)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
      DELETE FROM public.public_changes c
      WHERE c.tenant_id = tenant AND c.change IN (
        SELECT past.change FROM public.public_changes past
        WHERE past.tenant_id = tenant AND past.at < now() - interval '1 day'
        FOR UPDATE SKIP LOCKED);
    END IF;
    RETURN NULL;
  END
  $$;--> statement-breakpoint
CREATE TRIGGER note_public_change AFTER INSERT OR UPDATE OR DELETE ON articles
  FOR EACH ROW EXECUTE FUNCTION app.note_public_change();--> statement-breakpoint
CREATE TRIGGER note_public_change AFTER INSERT OR UPDATE OR DELETE ON article_translations
  FOR EACH ROW EXECUTE FUNCTION app.note_public_change();--> statement-breakpoint
CREATE TRIGGER note_public_change AFTER INSERT OR UPDATE OR DELETE ON article_categories
  FOR EACH ROW EXECUTE FUNCTION app.note_public_change();--> statement-breakpoint
CREATE TRIGGER note_public_change AFTER INSERT OR UPDATE OR DELETE ON settings
  FOR EACH ROW EXECUTE FUNCTION app.note_public_change();--> statement-breakpoint
CREATE TRIGGER note_public_change AFTER INSERT OR UPDATE OR DELETE ON announcements
  FOR EACH ROW EXECUTE FUNCTION app.note_public_change();--> statement-breakpoint
CREATE TRIGGER note_public_change AFTER INSERT OR UPDATE OR DELETE ON brand_images
  FOR EACH ROW EXECUTE FUNCTION app.note_public_change();--> statement-breakpoint
-- A door: each tenant's stamp, asked for many at once. It is another one after every change: the sum
-- tells two sets of transactions apart where their count or their newest would not.
GRANT SELECT (tenant_id, change) ON public_changes TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.public_stamps(tenants uuid[]) RETURNS TABLE (tenant_id uuid, stamp text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT t.id, (
      SELECT count(*) || '.' || coalesce(sum(c.change), 0)
      FROM public.public_changes c WHERE c.tenant_id = t.id)
    FROM unnest(tenants) AS t(id)
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.public_stamps(uuid[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.public_stamps(uuid[]) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
