CREATE SCHEMA "installation";
--> statement-breakpoint
CREATE TABLE "installation"."acme_accounts" (
	"directory_url" text NOT NULL,
	"eab_kid" text DEFAULT '' NOT NULL,
	"key_sealed" text NOT NULL,
	"account_url" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "acme_accounts_directory_url_eab_kid_pk" PRIMARY KEY("directory_url","eab_kid")
);
--> statement-breakpoint
CREATE TABLE "installation"."authorities" (
	"directory_url" text PRIMARY KEY NOT NULL,
	"not_before" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"reason" jsonb,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_orders" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"host" text NOT NULL,
	"registered_domain" text NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"directory_url" text NOT NULL,
	"order_url" text,
	"key_sealed" text,
	"challenge_kind" text,
	"challenge_token" text,
	"challenge_response" text,
	"alpn_sealed" text,
	"replaces" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failed_validations" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"failure" jsonb,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ordered_at" timestamp (3) with time zone,
	"last_failed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "certificate_orders_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"host" text NOT NULL,
	"chain" text NOT NULL,
	"key_sealed" text NOT NULL,
	"serial" text NOT NULL,
	"issuer" text NOT NULL,
	"fingerprint" text NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"not_after" timestamp (3) with time zone NOT NULL,
	"ari_id" text,
	"renewal_window" jsonb,
	"ari_checked_at" timestamp (3) with time zone,
	"renew_at" timestamp (3) with time zone NOT NULL,
	"warned_days" integer,
	"replaced_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "certificates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "installation"."wildcards" (
	"base_domain" text PRIMARY KEY NOT NULL,
	"directory_url" text NOT NULL,
	"order_url" text,
	"order_key_sealed" text,
	"chain" text,
	"key_sealed" text,
	"not_before" timestamp (3) with time zone,
	"not_after" timestamp (3) with time zone,
	"renew_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"issued" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domain_events" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain_id" uuid NOT NULL,
	"state" text NOT NULL,
	"cause" jsonb,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "domain_events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "domains" DROP CONSTRAINT "domains_host";--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "state_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "cause" jsonb;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "claim" text;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "is_primary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "is_secure" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "hsts" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "diagnosis" jsonb;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "checked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "next_check_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "checks_failed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "released_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "domains" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "domain_events" ADD CONSTRAINT "domain_events_tenant_id_domain_id_domains_tenant_id_id_fk" FOREIGN KEY ("tenant_id","domain_id") REFERENCES "public"."domains"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domains" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_orders_live" ON "certificate_orders" USING btree ("tenant_id","host") WHERE "certificate_orders"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "certificate_orders_due" ON "certificate_orders" USING btree ("next_try_at") WHERE "certificate_orders"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "certificate_orders_host" ON "certificate_orders" USING btree ("host","created_at");--> statement-breakpoint
CREATE INDEX "certificate_orders_ordered" ON "certificate_orders" USING btree ("ordered_at");--> statement-breakpoint
CREATE INDEX "certificate_orders_registered" ON "certificate_orders" USING btree ("registered_domain","ended_at");--> statement-breakpoint
CREATE INDEX "certificates_host" ON "certificates" USING btree ("host","not_after");--> statement-breakpoint
CREATE INDEX "certificates_renew" ON "certificates" USING btree ("renew_at") WHERE "certificates"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "certificates_ari" ON "certificates" USING btree ("ari_checked_at") WHERE "certificates"."replaced_at" is null and "certificates"."ari_id" is not null;--> statement-breakpoint
CREATE INDEX "domain_events_of" ON "domain_events" USING btree ("tenant_id","domain_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "domains_host" ON "domains" USING btree ("host") WHERE ("domains"."verified_at" is not null or "domains"."kind" = 'managed') and "domains"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "domains_own_host" ON "domains" USING btree ("tenant_id","host") WHERE "domains"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "domains_primary" ON "domains" USING btree ("tenant_id") WHERE "domains"."is_primary";--> statement-breakpoint
CREATE INDEX "domains_released" ON "domains" USING btree ("host") WHERE "domains"."released_at" is not null;--> statement-breakpoint
CREATE INDEX "domains_due" ON "domains" USING btree ("next_check_at") WHERE "domains"."next_check_at" is not null;--> statement-breakpoint
CREATE INDEX "domains_insecure" ON "domains" USING btree ("created_at") WHERE not "domains"."is_secure" and "domains"."released_at" is null;--> statement-breakpoint
ALTER TABLE "domains" ADD CONSTRAINT "domains_claim" UNIQUE("claim");