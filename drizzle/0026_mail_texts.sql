CREATE TABLE "mail_texts" (
	"tenant_id" uuid NOT NULL,
	"mail" text NOT NULL,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_texts_tenant_id_mail_language_pk" PRIMARY KEY("tenant_id","mail","language")
);
