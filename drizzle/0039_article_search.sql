CREATE TABLE "article_deflections" (
	"tenant_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"day" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "article_deflections_tenant_id_article_id_contact_id_day_pk" PRIMARY KEY("tenant_id","article_id","contact_id","day")
);--> statement-breakpoint
CREATE TABLE "article_searches" (
	"tenant_id" uuid NOT NULL,
	"language" text NOT NULL,
	"query" text NOT NULL,
	"searches" integer DEFAULT 1 NOT NULL,
	"unanswered" integer DEFAULT 0 NOT NULL,
	"last_found" integer NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "article_searches_tenant_id_language_query_pk" PRIMARY KEY("tenant_id","language","query")
);--> statement-breakpoint
ALTER TABLE "article_translations" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector(app.stemmer(language), app.folded(title)), 'A') || to_tsvector(app.stemmer(language), app.folded(body))) STORED;--> statement-breakpoint
ALTER TABLE "article_translations" ADD COLUMN "words" text[] GENERATED ALWAYS AS (tsvector_to_array(to_tsvector('simple', app.folded(title || ' ' || body)))) STORED;--> statement-breakpoint
ALTER TABLE "articles" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contacts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_deflections" ADD CONSTRAINT "article_deflections_tenant_id_article_id_articles_tenant_id_id_fk" FOREIGN KEY ("tenant_id","article_id") REFERENCES "public"."articles"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_deflections" ADD CONSTRAINT "article_deflections_tenant_id_contact_id_contacts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contacts"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contacts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "article_deflections_day" ON "article_deflections" USING btree ("tenant_id","day");--> statement-breakpoint
CREATE INDEX "article_searches_last" ON "article_searches" USING btree ("tenant_id","last_at");