SELECT app.protect('section_members');--> statement-breakpoint
-- What was chosen for a section stood in its setting. The owner steps out of row-level security to
-- read every tenant's. The setting keeps its lists until it is next saved, for processes of the
-- version before that still serve.
ALTER TABLE "settings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "section_members" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "section_members" ("tenant_id", "member_id", "section", "kind")
  SELECT s."tenant_id", m."id"::uuid, substr(s."key", 9), l."kind"
  FROM "settings" s
    CROSS JOIN (VALUES ('contact', 'contactIds'), ('company', 'companyIds')) l("kind", "list")
    CROSS JOIN jsonb_array_elements_text(coalesce(s."value" -> l."list", '[]')) m("id")
  WHERE s."key" LIKE 'section.%'
  ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "section_members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "settings" FORCE ROW LEVEL SECURITY;
