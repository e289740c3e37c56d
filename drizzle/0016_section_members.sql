CREATE TABLE "section_members" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"section" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "section_members_tenant_id_member_id_section_pk" PRIMARY KEY("tenant_id","member_id","section")
);
--> statement-breakpoint
CREATE INDEX "section_members_of" ON "section_members" USING btree ("tenant_id","section","kind");