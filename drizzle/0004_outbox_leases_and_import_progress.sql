ALTER TABLE "outbox_messages" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "send_welcome" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "lines_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "created" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_messages_about" ON "outbox_messages" USING btree ("tenant_id","about");--> statement-breakpoint
CREATE INDEX "outbox_messages_waiting" ON "outbox_messages" USING btree ("next_try_at") WHERE "outbox_messages"."state" = 'queued';