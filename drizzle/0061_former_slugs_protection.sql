SELECT app.protect('former_slugs');
