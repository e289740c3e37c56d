CREATE TABLE "ticket_field_defaults" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"company_id" uuid NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "ticket_field_defaults_tenant_id_key_company_id_pk" PRIMARY KEY("tenant_id","key","company_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_fields" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"labels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"choices" jsonb,
	"portal" text,
	"required" boolean,
	"position" integer,
	"default_value" jsonb,
	"show_when" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "ticket_fields_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_fields" ON "tickets" USING gin ("tenant_id","fields") WHERE "tickets"."fields" <> '{}';