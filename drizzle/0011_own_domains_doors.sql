SELECT app.protect('domain_events', 'SELECT, INSERT');--> statement-breakpoint
SELECT app.protect('certificate_orders', 'SELECT, INSERT, UPDATE');--> statement-breakpoint
SELECT app.protect('certificates', 'SELECT, INSERT, UPDATE');--> statement-breakpoint
-- What belongs to no tenant: the accounts with certificate authorities, their breakers, the wildcard.
-- tests/laws/protection.test.ts holds the list of these tables.
GRANT USAGE ON SCHEMA installation TO servicedesk_runtime, servicedesk_backup;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA installation TO servicedesk_runtime;--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA installation TO servicedesk_backup;--> statement-breakpoint
GRANT SELECT ON certificates, certificate_orders TO servicedesk_doors;--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO servicedesk_doors;--> statement-breakpoint
SET LOCAL ROLE servicedesk_doors;--> statement-breakpoint
DROP FUNCTION app.tenant_of_host(text);--> statement-breakpoint
-- Host → tenant: the first thing a request asks. Says nothing of hosts that nobody has proved. One
-- that is proved and does not answer yet comes with its state; the listener says so to visitors.
CREATE FUNCTION app.tenant_of_host(wanted text)
  RETURNS TABLE (id uuid, slug text, name text, default_language text, time_zone text, is_demo boolean,
    kind text, state text, is_secure boolean, hsts boolean,
    managed_host text, managed_is_secure boolean, primary_host text, primary_is_secure boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT t.id, t.slug, t.name, t.default_language, t.time_zone, t.is_demo,
      d.kind, d.state, d.is_secure, d.hsts,
      m.host, m.is_secure, p.host, p.is_secure
    FROM public.domains d JOIN public.tenants t ON t.id = d.tenant_id
      JOIN public.domains m ON m.tenant_id = t.id AND m.kind = 'managed'
      LEFT JOIN public.domains p ON p.tenant_id = t.id AND p.is_primary
        AND p.state IN ('active', 'renewalAtRisk')
    WHERE d.host = wanted AND d.released_at IS NULL
      AND (d.kind = 'managed' OR d.verified_at IS NOT NULL) AND t.disabled_at IS NULL
    LIMIT 1
  $$;--> statement-breakpoint
-- What other tenants have to do with a host that the current one claims: whether one holds it, and when one
-- that had proved it last gave it up. Says nothing else. Raises without a tenant, like every policy.
CREATE FUNCTION app.claims_of_others(wanted text)
  RETURNS TABLE (held boolean, released_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT coalesce(bool_or(d.released_at IS NULL AND (d.kind = 'managed' OR d.verified_at IS NOT NULL)), false),
      max(d.released_at) FILTER (WHERE d.verified_at IS NOT NULL)
    FROM public.domains d
    WHERE d.host = wanted AND d.tenant_id <> current_setting('app.tenant_id')::uuid
  $$;--> statement-breakpoint
-- The current certificate of each of these hosts, with its sealed key: what a handshake needs. A host
-- that was given up, or whose tenant is disabled, has none.
CREATE FUNCTION app.certificates_of_hosts(wanted text[])
  RETURNS TABLE (host text, chain text, key_sealed text, not_after timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT DISTINCT ON (c.host) c.host, c.chain, c.key_sealed, c.not_after
    FROM public.certificates c
      JOIN public.domains d ON d.tenant_id = c.tenant_id AND d.host = c.host AND d.released_at IS NULL
      JOIN public.tenants t ON t.id = c.tenant_id AND t.disabled_at IS NULL
    WHERE c.host = ANY (wanted)
    ORDER BY c.host, c.not_after DESC
  $$;--> statement-breakpoint
-- What the authority asks for over HTTP (RFC 8555, 8.3): by host and token, from any process.
CREATE FUNCTION app.challenge_response(wanted_host text, wanted_token text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT o.challenge_response FROM public.certificate_orders o
    WHERE o.host = wanted_host AND o.challenge_token = wanted_token
      AND o.challenge_kind = 'http-01' AND o.ended_at IS NULL
    LIMIT 1
  $$;--> statement-breakpoint
-- The same in the handshake (RFC 8737): the sealed certificate to show.
CREATE FUNCTION app.alpn_challenge(wanted_host text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT o.alpn_sealed FROM public.certificate_orders o
    WHERE o.host = wanted_host AND o.challenge_kind = 'tls-alpn-01' AND o.ended_at IS NULL
    LIMIT 1
  $$;--> statement-breakpoint
-- Work whose time has come, across tenants, the most urgent first. Ids only. A host without a live order
-- whose certificate is due is listed once; so is one that wants its first look at renewal information.
-- An order that waits for another authority than the one that is asked now (`directory`) waits no more.
-- `managed`: managed hosts get certificates of their own. Own hosts that answer without one, because there
-- was no authority before, get their first one like them.
CREATE FUNCTION app.domain_work(at timestamptz, most int, directory text DEFAULT NULL, managed boolean DEFAULT false)
  RETURNS TABLE (kind text, tenant_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    (SELECT 'order', o.tenant_id, o.id FROM public.certificate_orders o
      JOIN public.tenants t ON t.id = o.tenant_id AND t.disabled_at IS NULL
      WHERE o.ended_at IS NULL AND (o.next_try_at <= at OR o.directory_url <> directory)
        AND (o.lease_until IS NULL OR o.lease_until <= at)
      ORDER BY o.next_try_at LIMIT most)
    UNION ALL
    (SELECT 'check', d.tenant_id, d.id FROM public.domains d
      JOIN public.tenants t ON t.id = d.tenant_id AND t.disabled_at IS NULL
      WHERE d.next_check_at <= at AND d.released_at IS NULL
      ORDER BY d.next_check_at LIMIT most)
    UNION ALL
    (SELECT 'renew', c.tenant_id, c.id FROM public.certificates c
      JOIN public.domains d ON d.tenant_id = c.tenant_id AND d.host = c.host AND d.released_at IS NULL
        AND d.state IN ('active', 'renewalAtRisk') AND (d.kind = 'custom' OR managed)
      JOIN public.tenants t ON t.id = c.tenant_id AND t.disabled_at IS NULL
      WHERE c.replaced_at IS NULL AND c.renew_at <= at
        AND NOT EXISTS (SELECT 1 FROM public.certificate_orders o
          WHERE o.tenant_id = c.tenant_id AND o.host = c.host AND o.ended_at IS NULL)
      ORDER BY c.not_after LIMIT most)
    UNION ALL
    (SELECT 'ari', c.tenant_id, c.id FROM public.certificates c
      JOIN public.domains d ON d.tenant_id = c.tenant_id AND d.host = c.host AND d.released_at IS NULL
        AND d.state IN ('active', 'renewalAtRisk') AND (d.kind = 'custom' OR managed)
      JOIN public.tenants t ON t.id = c.tenant_id AND t.disabled_at IS NULL
      WHERE c.replaced_at IS NULL AND c.ari_id IS NOT NULL AND c.not_after > at
        AND (c.ari_checked_at IS NULL OR c.ari_checked_at <= at - interval '12 hours')
      ORDER BY c.ari_checked_at NULLS FIRST LIMIT most)
    UNION ALL
    (SELECT 'firstOrder', d.tenant_id, d.id FROM public.domains d
      JOIN public.tenants t ON t.id = d.tenant_id AND t.disabled_at IS NULL
      WHERE directory IS NOT NULL AND NOT d.is_secure AND d.released_at IS NULL
        AND d.state IN ('active', 'renewalAtRisk') AND (d.kind = 'custom' OR managed)
        AND NOT EXISTS (SELECT 1 FROM public.certificate_orders o
          WHERE o.tenant_id = d.tenant_id AND o.host = d.host AND (o.ended_at IS NULL OR o.ended_at > at - interval '1 day'))
      ORDER BY d.created_at LIMIT most)
  $$;--> statement-breakpoint
-- What the budget is counted by (docs/security.md): numbers, and when the oldest of each leaves the
-- count. Of a registered domain what other hosts have under way counts too, so that many at once
-- can't go over; a renewal that names what it replaces is free (RFC 9773, 5).
CREATE FUNCTION app.issuance_counts(wanted_directory text, wanted_host text, wanted_registered text, at timestamptz)
  RETURNS TABLE (orders_3h int, oldest_order timestamptz, certificates_7d int, oldest_certificate timestamptz,
    failed_1h int, last_failed timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT a.orders, a.oldest, b.certificates, b.oldest, c.failed, c.latest
    FROM
      (SELECT count(*)::int AS orders, min(o.ordered_at) AS oldest FROM public.certificate_orders o
        WHERE o.directory_url = wanted_directory AND o.ordered_at > at - interval '3 hours') a,
      (SELECT count(*)::int AS certificates, min(o.ended_at) AS oldest FROM public.certificate_orders o
        WHERE o.directory_url = wanted_directory AND o.registered_domain = wanted_registered AND o.replaces IS NULL
          AND ((o.state = 'issued' AND o.ended_at > at - interval '7 days')
            OR (o.ended_at IS NULL AND o.host <> wanted_host AND o.ordered_at > at - interval '1 hour'))) b,
      (SELECT coalesce(sum(o.failed_validations), 0)::int AS failed, max(o.last_failed_at) AS latest
        FROM public.certificate_orders o
        WHERE o.directory_url = wanted_directory AND o.host = wanted_host AND o.last_failed_at > at - interval '1 hour') c
  $$;--> statement-breakpoint
-- For /metrics and the operator's overview.
CREATE FUNCTION app.list_domains()
  RETURNS TABLE (host text, kind text, slug text, state text, cause jsonb, is_primary boolean, state_since timestamptz,
    checked_at timestamptz, not_after timestamptz, renew_at timestamptz, issuer text, next_try_at timestamptz, failure jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT d.host, d.kind, t.slug, d.state, d.cause, d.is_primary, d.state_since, d.checked_at,
      c.not_after, c.renew_at, c.issuer, o.next_try_at, o.failure
    FROM public.domains d JOIN public.tenants t ON t.id = d.tenant_id
      LEFT JOIN LATERAL (SELECT * FROM public.certificates c
        WHERE c.tenant_id = d.tenant_id AND c.host = d.host ORDER BY c.not_after DESC LIMIT 1) c ON true
      LEFT JOIN public.certificate_orders o ON o.tenant_id = d.tenant_id AND o.host = d.host AND o.ended_at IS NULL
    WHERE d.released_at IS NULL
    ORDER BY d.host, d.created_at
  $$;--> statement-breakpoint
-- When the certificates end that somebody relies on. `managed`: those of managed hosts too.
CREATE FUNCTION app.certificate_expiries(managed boolean DEFAULT true) RETURNS TABLE (host text, not_after timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT d.host, c.not_after
    FROM public.domains d JOIN public.tenants t ON t.id = d.tenant_id AND t.disabled_at IS NULL
      JOIN LATERAL (SELECT c.not_after FROM public.certificates c
        WHERE c.tenant_id = d.tenant_id AND c.host = d.host ORDER BY c.not_after DESC LIMIT 1) c ON true
    WHERE d.released_at IS NULL AND d.state IN ('active', 'renewalAtRisk') AND (d.kind = 'custom' OR managed)
  $$;--> statement-breakpoint
CREATE FUNCTION app.issuance_totals() RETURNS TABLE (issued bigint, failed bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT count(*) FILTER (WHERE state = 'issued'), count(*) FILTER (WHERE state = 'failed' AND failure IS NOT NULL)
    FROM public.certificate_orders
  $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.tenant_of_host(text), app.claims_of_others(text), app.certificates_of_hosts(text[]),
  app.challenge_response(text, text), app.alpn_challenge(text), app.domain_work(timestamptz, int, text, boolean),
  app.issuance_counts(text, text, text, timestamptz), app.list_domains(), app.certificate_expiries(boolean), app.issuance_totals()
  FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tenant_of_host(text), app.claims_of_others(text), app.certificates_of_hosts(text[]),
  app.challenge_response(text, text), app.alpn_challenge(text), app.domain_work(timestamptz, int, text, boolean),
  app.issuance_counts(text, text, text, timestamptz), app.certificate_expiries(boolean), app.issuance_totals()
  TO servicedesk_runtime;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_domains() TO servicedesk_owner;--> statement-breakpoint
SET LOCAL ROLE servicedesk_owner;--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM servicedesk_doors;
