SELECT app.protect('article_searches');--> statement-breakpoint
SELECT app.protect('article_deflections');
