SELECT app.protect('article_drafts');
