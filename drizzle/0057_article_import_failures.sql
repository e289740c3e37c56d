ALTER TABLE "article_imports" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "article_imports" ADD COLUMN "failure" jsonb;