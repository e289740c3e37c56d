/** Names that could be mistaken for the installation's own hosts or for mail and DNS services. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  `about abuse admin administrator api app apps assets auth autoconfig autodiscover billing blog
  cdn cname console dashboard demo-admin dev dns docs domains email ftp git graphql help hostmaster http
  https imap info internal localhost login mail metrics mta-sts mx news ns ns1 ns2 operator pop pop3
  portal postmaster provider proxy public root security server servicedesk sign-in sign-up signup smtp
  ssl staging static status support system test tls webmail well-known wpad www`.split(/\s+/),
);
