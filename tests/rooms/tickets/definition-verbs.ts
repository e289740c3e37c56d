import { describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { asApiKey } from '~tests/setup/tenants';
import { auditedBy, type Desk } from './desk';

/** What an admin does to one of the tenant's definitions (statuses, fields), by its key. */
export interface DefinitionVerb {
  works: (scope: Scope, key: string) => Promise<unknown>;
  audited: string;
  /** Makes a new one: has no key that could be unknown. */
  anew?: true;
}

/** The four proofs of each verb. `fresh` makes a definition; `read` tells them all, `keys` by key. */
export function proveDefinitionVerbs(
  verbs: Record<string, DefinitionVerb>,
  {
    desk,
    other,
    fresh,
    keys,
    read,
  }: {
    desk: Desk;
    other: Desk;
    fresh: () => Promise<string>;
    keys: () => Promise<string[]>;
    read: () => Promise<unknown>;
  },
): void {
  const { admin, technician, requester, tenant } = desk;
  describe.each(Object.entries(verbs))('%s', (_name, { works, audited, anew }) => {
    it('works and leaves exactly one entry', async () => {
      const key = await fresh();
      expect(await auditedBy(tenant, () => works(admin, key))).toEqual([audited]);
      const byKey = await asApiKey(tenant, ['settings:write']);
      const another = await fresh();
      expect(await auditedBy(tenant, () => works(byKey, another))).toEqual([audited]);
    });

    if (!anew) {
      it('answers another tenant like an unknown key: not found', async () => {
        const key = await fresh();
        const before = await keys();
        for (const [scope, wanted] of [
          [other.admin, key],
          [admin, 'limbo'],
        ] as const) {
          await expect(works(scope, wanted)).rejects.toMatchObject({
            key: 'notFound',
            status: 404,
          });
        }
        expect(await keys()).toEqual(before);
      });
    }

    it('refuses technicians, contacts and keys without the scope', async () => {
      const key = await fresh();
      const before = await read();
      const work = async () => {
        for (const scope of [technician, requester]) {
          await expect(works(scope, key)).rejects.toMatchObject({ key: 'session.adminsOnly' });
        }
        const reader = await asApiKey(tenant, ['settings:read', 'tickets:write']);
        await expect(works(reader, key)).rejects.toMatchObject({ key: 'api.scopeMissing' });
      };
      expect(await auditedBy(tenant, work)).toEqual([]);
      expect(await read()).toEqual(before);
    });
  });
}
