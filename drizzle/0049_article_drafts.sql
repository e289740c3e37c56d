CREATE TABLE "article_drafts" (
	"tenant_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"based_on" integer NOT NULL,
	"revision" integer NOT NULL,
	"author_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "article_drafts_tenant_id_article_id_language_pk" PRIMARY KEY("tenant_id","article_id","language")
);
--> statement-breakpoint
ALTER TABLE "articles" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_drafts" ADD CONSTRAINT "article_drafts_tenant_id_article_id_articles_tenant_id_id_fk" FOREIGN KEY ("tenant_id","article_id") REFERENCES "public"."articles"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" FORCE ROW LEVEL SECURITY;