ALTER TABLE "article_feedback" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "tells_voters" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "article_feedback_contact" ON "article_feedback" USING btree ("tenant_id","contact_id");