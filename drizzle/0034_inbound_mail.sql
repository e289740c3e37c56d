CREATE TABLE "inbound_mails" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"fingerprint" text NOT NULL,
	"storage_key" text NOT NULL,
	"size" integer NOT NULL,
	"envelope_from" text NOT NULL,
	"envelope_to" text[] NOT NULL,
	"remote_address" text,
	"hello_name" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"message_id" text,
	"from_address" text,
	"from_name" text DEFAULT '' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"authentication" jsonb,
	"ticket_id" uuid,
	"ticket_message_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "inbound_mails_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_mails_fingerprint" ON "inbound_mails" USING btree ("tenant_id","fingerprint");--> statement-breakpoint
CREATE INDEX "inbound_mails_state" ON "inbound_mails" USING btree ("tenant_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "inbound_mails_message_id" ON "inbound_mails" USING btree ("tenant_id","message_id");--> statement-breakpoint
CREATE INDEX "inbound_mails_ticket" ON "inbound_mails" USING btree ("tenant_id","ticket_id");--> statement-breakpoint
CREATE INDEX "inbound_mails_from" ON "inbound_mails" USING btree ("tenant_id","from_address","created_at");