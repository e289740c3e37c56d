SELECT app.protect('article_imports');--> statement-breakpoint
SELECT app.protect('article_sources');
