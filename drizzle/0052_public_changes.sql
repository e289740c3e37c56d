CREATE TABLE "public_changes" (
	"tenant_id" uuid NOT NULL,
	"change" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "public_changes_tenant_id_change_pk" PRIMARY KEY("tenant_id","change")
);
