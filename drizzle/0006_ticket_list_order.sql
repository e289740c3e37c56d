DROP INDEX "tickets_requester";--> statement-breakpoint
DROP INDEX "tickets_company";--> statement-breakpoint
DROP INDEX "tickets_assignee";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "priority_rank" smallint GENERATED ALWAYS AS (case priority when 'urgent' then 3 when 'high' then 2 when 'normal' then 1 else 0 end) STORED;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "follow_up_of" uuid;--> statement-breakpoint
-- Checking a new key reads every row: the owner steps out of row-level security for this one statement.
ALTER TABLE "tickets" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_tenant_id_follow_up_of_tickets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","follow_up_of") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "tickets_unassigned" ON "tickets" USING btree ("tenant_id","status_id","updated_at","id") WHERE "tickets"."assignee_id" is null;--> statement-breakpoint
CREATE INDEX "tickets_priority" ON "tickets" USING btree ("tenant_id","status_id","priority_rank","updated_at","id");--> statement-breakpoint
CREATE INDEX "tickets_follow_up" ON "tickets" USING btree ("tenant_id","follow_up_of") WHERE "tickets"."follow_up_of" is not null;--> statement-breakpoint
CREATE INDEX "tickets_requester" ON "tickets" USING btree ("tenant_id","requester_id","status_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "tickets_company" ON "tickets" USING btree ("tenant_id","company_id","status_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("tenant_id","assignee_id","status_id","updated_at","id");