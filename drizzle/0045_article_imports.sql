CREATE TABLE "article_imports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"source" text NOT NULL,
	"storage_key" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"publish" boolean DEFAULT false NOT NULL,
	"slugs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"articles" integer NOT NULL,
	"articles_done" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"images" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "article_imports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "article_sources" (
	"tenant_id" uuid NOT NULL,
	"source" text NOT NULL,
	"key" text NOT NULL,
	"article_id" uuid NOT NULL,
	CONSTRAINT "article_sources_tenant_id_source_key_pk" PRIMARY KEY("tenant_id","source","key")
);
--> statement-breakpoint
ALTER TABLE "article_images" ADD COLUMN "source_hash" text;--> statement-breakpoint
ALTER TABLE "articles" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_sources" ADD CONSTRAINT "article_sources_tenant_id_article_id_articles_tenant_id_id_fk" FOREIGN KEY ("tenant_id","article_id") REFERENCES "public"."articles"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "article_sources_article" ON "article_sources" USING btree ("tenant_id","article_id");