CREATE TABLE "dkim_keys" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain" text NOT NULL,
	"selector" text NOT NULL,
	"public_key" text NOT NULL,
	"private_sealed" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"findings" jsonb,
	"checked_at" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"retired_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dkim_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_stops" (
	"tenant_id" uuid NOT NULL,
	"reader_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_stops_tenant_id_reader_id_topic_pk" PRIMARY KEY("tenant_id","reader_id","topic")
);
--> statement-breakpoint
CREATE TABLE "mail_suppressions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"status" text,
	"answer" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_suppressions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_tries" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"code" integer,
	"status" text,
	"answer" text DEFAULT '' NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_tries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "thread_key" text;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "topic" text;--> statement-breakpoint
ALTER TABLE "outbox_messages" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mail_tries" ADD CONSTRAINT "mail_tries_tenant_id_message_id_outbox_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."outbox_messages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "dkim_keys_selector" ON "dkim_keys" USING btree ("tenant_id","domain","selector");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_suppressions_address" ON "mail_suppressions" USING btree ("tenant_id","address");--> statement-breakpoint
CREATE INDEX "mail_tries_of" ON "mail_tries" USING btree ("tenant_id","message_id","created_at");--> statement-breakpoint
CREATE INDEX "outbox_messages_to" ON "outbox_messages" USING btree ("tenant_id","to_address","created_at");--> statement-breakpoint
CREATE INDEX "outbox_messages_thread" ON "outbox_messages" USING btree ("tenant_id","thread_key") WHERE "outbox_messages"."thread_key" is not null;