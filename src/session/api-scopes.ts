/** What a key may be allowed: reading or writing one resource. Writing doesn't include reading. */
export const apiScopes = [
  'companies:read',
  'companies:write',
  'contacts:read',
  'contacts:write',
  'technicians:read',
  'technicians:write',
  'tickets:read',
  'tickets:write',
  'knowledge:read',
  'knowledge:write',
  'settings:read',
  'settings:write',
  'audit:read',
  'reports:read',
] as const;

export type ApiScope = (typeof apiScopes)[number];
