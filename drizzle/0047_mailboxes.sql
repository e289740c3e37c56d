CREATE TABLE "left_mails" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mailbox_id" uuid NOT NULL,
	"uid_validity" bigint NOT NULL,
	"uid" bigint NOT NULL,
	"reason" text NOT NULL,
	"size" bigint NOT NULL,
	"from_address" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "left_mails_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "mailboxes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"security" text NOT NULL,
	"username" text NOT NULL,
	"password_sealed" text NOT NULL,
	"folder" text NOT NULL,
	"afterwards" text NOT NULL,
	"move_to" text DEFAULT '' NOT NULL,
	"active" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"uid_validity" bigint,
	"last_uid" bigint DEFAULT 0 NOT NULL,
	"emptied_at" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"finding" text,
	"finding_about" text DEFAULT '' NOT NULL,
	"told_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailboxes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "left_mails" ADD CONSTRAINT "left_mails_tenant_id_mailbox_id_mailboxes_tenant_id_id_fk" FOREIGN KEY ("tenant_id","mailbox_id") REFERENCES "public"."mailboxes"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "left_mails_once" ON "left_mails" USING btree ("tenant_id","mailbox_id","uid_validity","uid");--> statement-breakpoint
CREATE INDEX "left_mails_of" ON "left_mails" USING btree ("tenant_id","mailbox_id","id");--> statement-breakpoint
CREATE INDEX "left_mails_from" ON "left_mails" USING btree ("tenant_id","from_address");--> statement-breakpoint
CREATE INDEX "mailboxes_due" ON "mailboxes" USING btree ("next_try_at") WHERE "mailboxes"."active";