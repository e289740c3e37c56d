import 'server-only';
import type { Signing } from './dkim-keys';

/** What is signed besides the usual: without it, one click to stop is not believed (RFC 8058, 4). */
const signedHeaders =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'In-Reply-To:References:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';

/** How nodemailer is told to sign. */
export function dkimOf({ domain, selector, privateKey }: Signing) {
  return {
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: signedHeaders,
  };
}
