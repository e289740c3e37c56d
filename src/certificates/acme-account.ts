import 'server-only';
import type { Client } from 'acme-client';
import { and, eq } from 'drizzle-orm';
import { forInstallation } from '@/access/in-transaction';
import { readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { shared } from '@/platform/shared';
import { acmeLibrary } from './acme-library';
import { type Answer, ask } from './authority';
import { openAccountKey, sealAccountKey } from './sealed-keys';
import { acmeAccounts } from './tables';

const clients = shared('acme-clients', () => new Map<string, Promise<Answer<Client>>>());

/**
 * The client of our account with the authority of `directoryUrl`; the account is made at the
 * first time. There is one for a directory (and key id of an external account): its key is kept
 * before it is used, and the authority answers whoever comes with it again with the same account
 * (RFC 8555, 7.3). So processes that make it at the same moment make one. Where no live master
 * key opens its key any more, there is a new account.
 */
export async function acmeClient(directoryUrl: string): Promise<Answer<Client>> {
  const name = accountName(directoryUrl);
  const made = clients.get(name) ?? makeClient(directoryUrl);
  clients.set(name, made);
  const client = await made.catch((error) => {
    clients.delete(name);
    throw error;
  });
  if (client.kind !== 'done') clients.delete(name);
  return client;
}

/** After the authority said that it knows our account no more: the next call makes it anew. */
export async function forgetAccount(directoryUrl: string): Promise<void> {
  clients.delete(accountName(directoryUrl));
  await forInstallation((tx) =>
    tx.update(acmeAccounts).set({ accountUrl: null }).where(account(directoryUrl)),
  );
}

async function makeClient(directoryUrl: string): Promise<Answer<Client>> {
  const { ACME_EAB_KID, ACME_EAB_HMAC, ACME_EMAIL } = readEnv();
  const { accountKey, accountUrl } = await keptAccount(directoryUrl);
  const binding =
    ACME_EAB_KID && ACME_EAB_HMAC
      ? { externalAccountBinding: { kid: ACME_EAB_KID, hmacKey: ACME_EAB_HMAC } }
      : {};
  const kept = accountUrl ? { accountUrl } : {};
  const acme = await acmeLibrary();
  const client = new acme.Client({ directoryUrl, accountKey, ...kept, ...binding });
  if (accountUrl) return { kind: 'done', value: client };
  const contact = ACME_EMAIL ? { contact: [`mailto:${ACME_EMAIL}`] } : {};
  const made = await ask(() => client.createAccount({ termsOfServiceAgreed: true, ...contact }));
  if (made.kind !== 'done') return made;
  await forInstallation((tx) =>
    tx
      .update(acmeAccounts)
      .set({ accountUrl: client.getAccountUrl() })
      .where(account(directoryUrl)),
  );
  return { kind: 'done', value: client };
}

async function keptAccount(directoryUrl: string) {
  const eabKid = readEnv().ACME_EAB_KID ?? '';
  const read = () =>
    forInstallation((tx) => tx.select().from(acmeAccounts).where(account(directoryUrl)));
  let [row] = await read();
  if (!row || !openAccountKey(row.keySealed)) {
    const { crypto } = await acmeLibrary();
    const keySealed = sealAccountKey((await crypto.createPrivateEcdsaKey()).toString());
    const lost = row?.keySealed ?? '';
    if (row) log.error('authority.accountKeyDoesNotOpen', { directoryUrl });
    await forInstallation((tx) =>
      tx
        .insert(acmeAccounts)
        .values({ directoryUrl, eabKid, keySealed })
        .onConflictDoUpdate({
          target: [acmeAccounts.directoryUrl, acmeAccounts.eabKid],
          set: { keySealed, accountUrl: null },
          setWhere: eq(acmeAccounts.keySealed, lost), // not what somebody else has made meanwhile
        }),
    );
    [row] = await read();
  }
  const accountKey = row && openAccountKey(row.keySealed);
  if (!accountKey) throw new Error(`the key of the account at ${directoryUrl} does not open`);
  return { accountKey, accountUrl: row?.accountUrl };
}

const accountName = (directoryUrl: string) => `${directoryUrl} ${readEnv().ACME_EAB_KID ?? ''}`;

const account = (directoryUrl: string) =>
  and(
    eq(acmeAccounts.directoryUrl, directoryUrl),
    eq(acmeAccounts.eabKid, readEnv().ACME_EAB_KID ?? ''),
  );
