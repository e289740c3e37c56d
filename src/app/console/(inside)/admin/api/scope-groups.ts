import type { ApiScope } from '@/session/api-scopes';

interface ScopeGroup {
  resource: string;
  /** Key of its name. */
  label: string;
  read: ApiScope;
  /** Absent where there is nothing to write. */
  write?: ApiScope;
}

/** The scopes as the form shows them: a line a resource. */
export const scopeGroups: readonly ScopeGroup[] = [
  {
    resource: 'companies',
    label: 'console.admin.api.resource.companies',
    read: 'companies:read',
    write: 'companies:write',
  },
  {
    resource: 'contacts',
    label: 'console.admin.api.resource.contacts',
    read: 'contacts:read',
    write: 'contacts:write',
  },
  {
    resource: 'technicians',
    label: 'console.admin.api.resource.technicians',
    read: 'technicians:read',
    write: 'technicians:write',
  },
  {
    resource: 'tickets',
    label: 'console.admin.api.resource.tickets',
    read: 'tickets:read',
    write: 'tickets:write',
  },
  {
    resource: 'knowledge',
    label: 'console.admin.api.resource.knowledge',
    read: 'knowledge:read',
    write: 'knowledge:write',
  },
  {
    resource: 'settings',
    label: 'console.admin.api.resource.settings',
    read: 'settings:read',
    write: 'settings:write',
  },
  {
    resource: 'reports',
    label: 'console.admin.api.resource.reports',
    read: 'reports:read',
  },
  {
    resource: 'audit',
    label: 'console.admin.api.resource.audit',
    read: 'audit:read',
  },
];
