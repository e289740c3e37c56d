-- Answers that stay open know their reader as of when they began. Whoever changes what a person may
-- see, or ends a sign-in, tells them by the row's id, whatever the path: see `hear-tickets.ts`.
CREATE FUNCTION app.tell_reader() RETURNS trigger
  LANGUAGE plpgsql SET search_path = ''
  AS $$
  BEGIN
    PERFORM pg_notify('servicedesk_readers',
      json_build_object('tenantId', NEW.tenant_id, 'id', NEW.id)::text);
    RETURN NULL;
  END
  $$;--> statement-breakpoint
CREATE TRIGGER tell_reader
  AFTER UPDATE OF disabled_at, credential_version, company_id, is_primary, erased_at, merged_into
  ON contacts FOR EACH ROW
  WHEN ((OLD.disabled_at, OLD.credential_version, OLD.company_id, OLD.is_primary, OLD.erased_at, OLD.merged_into)
    IS DISTINCT FROM
    (NEW.disabled_at, NEW.credential_version, NEW.company_id, NEW.is_primary, NEW.erased_at, NEW.merged_into))
  EXECUTE FUNCTION app.tell_reader();--> statement-breakpoint
CREATE TRIGGER tell_reader AFTER UPDATE OF disabled_at, credential_version, role
  ON technicians FOR EACH ROW
  WHEN ((OLD.disabled_at, OLD.credential_version, OLD.role)
    IS DISTINCT FROM (NEW.disabled_at, NEW.credential_version, NEW.role))
  EXECUTE FUNCTION app.tell_reader();--> statement-breakpoint
CREATE TRIGGER tell_reader AFTER UPDATE OF revoked_at ON sessions FOR EACH ROW
  WHEN (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) EXECUTE FUNCTION app.tell_reader();--> statement-breakpoint
CREATE TRIGGER tell_reader AFTER UPDATE OF ended_at ON previews FOR EACH ROW
  WHEN (NEW.ended_at IS DISTINCT FROM OLD.ended_at) EXECUTE FUNCTION app.tell_reader();
