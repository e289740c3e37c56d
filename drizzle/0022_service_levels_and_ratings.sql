CREATE TABLE "company_service_levels" (
	"tenant_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"targets" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_service_levels_tenant_id_company_id_pk" PRIMARY KEY("tenant_id","company_id")
);
--> statement-breakpoint
CREATE TABLE "service_levels" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"targets" jsonb NOT NULL,
	"hours" jsonb NOT NULL,
	"holidays" jsonb NOT NULL,
	"soon_minutes" integer NOT NULL,
	"show_to_contacts" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_ratings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"score" smallint,
	"comment" text DEFAULT '' NOT NULL,
	"rated_at" timestamp (3) with time zone,
	CONSTRAINT "ticket_ratings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "response_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "resolution_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "next_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "due_look_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "due_pauses" jsonb;--> statement-breakpoint
ALTER TABLE "tickets" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "companies" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "company_service_levels" ADD CONSTRAINT "company_service_levels_tenant_id_company_id_companies_tenant_id_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."companies"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_ratings" ADD CONSTRAINT "ticket_ratings_tenant_id_ticket_id_tickets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "companies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_ratings_ticket" ON "ticket_ratings" USING btree ("tenant_id","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_ratings_token" ON "ticket_ratings" USING btree ("tenant_id","token_hash");--> statement-breakpoint
CREATE INDEX "ticket_ratings_rated" ON "ticket_ratings" USING btree ("tenant_id","rated_at") WHERE "ticket_ratings"."rated_at" is not null;--> statement-breakpoint
CREATE INDEX "ticket_ratings_asked" ON "ticket_ratings" USING btree ("tenant_id","asked_at");--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("tenant_id","status_id",(case when "next_due_at" is null then 'infinity'::timestamptz else "next_due_at" end),"id");--> statement-breakpoint
CREATE INDEX "tickets_due_look" ON "tickets" USING btree ("due_look_at") WHERE "tickets"."due_look_at" is not null;