SELECT app.protect('article_categories');--> statement-breakpoint
SELECT app.protect('articles');--> statement-breakpoint
SELECT app.protect('article_companies');--> statement-breakpoint
SELECT app.protect('article_translations');--> statement-breakpoint
-- What an article has said stays: nobody who runs the product can change it.
SELECT app.protect('article_versions', 'SELECT, INSERT');--> statement-breakpoint
SELECT app.protect('article_images');--> statement-breakpoint
SELECT app.protect('article_feedback');--> statement-breakpoint
-- A door: which tenants have articles to publish by now. Ids only.
GRANT SELECT (tenant_id, state, publish_at) ON articles TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
CREATE FUNCTION app.tenants_with_due_articles(at timestamptz) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT DISTINCT tenant_id FROM public.articles
    WHERE state = 'scheduled' AND publish_at <= at
    LIMIT 1000
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenants_with_due_articles(timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenants_with_due_articles(timestamptz) TO servicedesk_runtime;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
