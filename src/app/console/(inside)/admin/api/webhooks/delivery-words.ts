/** Why a try failed → key of what it says. What is not here is shown as it is. */
export const errorWords: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'console.admin.webhooks.error.certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'console.admin.webhooks.error.certificate',
  ECONNREFUSED: 'console.admin.webhooks.error.refused',
  ECONNRESET: 'console.admin.webhooks.error.cut',
  ERR_TLS_CERT_ALTNAME_INVALID: 'console.admin.webhooks.error.certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'console.admin.webhooks.error.certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'console.admin.webhooks.error.certificate',
  httpsOnly: 'console.admin.webhooks.error.httpsOnly',
  notFound: 'console.admin.webhooks.error.notFound',
  privateAddress: 'console.admin.webhooks.error.privateAddress',
  secretUnreadable: 'console.admin.webhooks.error.secret',
  switchedOff: 'console.admin.webhooks.error.switchedOff',
  timedOut: 'console.admin.webhooks.error.timedOut',
  tooLarge: 'console.admin.webhooks.error.tooLarge',
};

export const stateWords = {
  queued: { key: 'console.admin.webhooks.state.queued', tone: 'info' },
  delivered: { key: 'console.admin.webhooks.state.delivered', tone: 'success' },
  failed: { key: 'console.admin.webhooks.state.failed', tone: 'danger' },
} as const;
