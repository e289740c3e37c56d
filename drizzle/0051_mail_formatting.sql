ALTER TABLE "inbound_mails" ADD COLUMN "has_formatting" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "content_id" text;