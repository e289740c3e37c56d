SELECT app.protect('inbound_mails');
