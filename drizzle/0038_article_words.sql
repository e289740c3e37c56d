-- What search makes of a text, the same for articles and for what is typed. Immutable for generated
-- columns, as app.unaccented() is. Wi-Fi and e-mail are one word each, however they are written.
CREATE FUNCTION app.folded(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT regexp_replace(lower(app.unaccented(value)), '\m(wi|e)[- ](fi|mails?)\M', '\1\2', 'g') $$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.folded(text) TO PUBLIC;--> statement-breakpoint
-- A language without a stemmer here keeps its words as they are.
CREATE FUNCTION app.stemmer(language text) RETURNS regconfig
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT CASE language
    WHEN 'en' THEN 'pg_catalog.english'::regconfig
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig
    WHEN 'de' THEN 'pg_catalog.german'::regconfig
    WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
    WHEN 'it' THEN 'pg_catalog.italian'::regconfig
    ELSE 'pg_catalog.simple'::regconfig END $$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.stemmer(text) TO PUBLIC;
