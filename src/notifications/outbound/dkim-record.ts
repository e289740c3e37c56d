/** The TXT record that a key needs, and what stands there in its place. Pure. */

export interface DkimRecord {
  /** `<selector>._domainkey.<domain>`. */
  name: string;
  value: string;
}

export function dkimRecord(key: {
  domain: string;
  selector: string;
  publicKey: string;
}): DkimRecord {
  return {
    name: `${key.selector}._domainkey.${key.domain}`,
    value: `v=DKIM1; k=rsa; p=${key.publicKey}`,
  };
}

/** Whether the records at the name hold this key (RFC 6376, 3.6.1); else what is wrong. */
export function judgeDkim(
  records: readonly string[],
  publicKey: string,
): 'missing' | 'otherKey' | 'revoked' | 'several' | null {
  const keys = records.flatMap((record) => {
    const key = tagOf(record, 'p');
    return key === undefined ? [] : [key];
  });
  if (keys.length === 0) return 'missing';
  if (keys.length > 1) return 'several'; // a verifier may take either
  if (keys[0] === '') return 'revoked';
  return keys[0] === publicKey ? null : 'otherKey';
}

function tagOf(record: string, name: string): string | undefined {
  for (const tag of record.split(';')) {
    const at = tag.indexOf('=');
    if (at > 0 && tag.slice(0, at).trim() === name) return tag.slice(at + 1).replace(/\s/g, '');
  }
  return undefined;
}
