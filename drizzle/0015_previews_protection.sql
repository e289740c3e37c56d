SELECT app.protect('previews');
