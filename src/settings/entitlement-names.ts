/** What the operator grants tenant by tenant. Pure. */
export const entitlementNames = ['assistant', 'selfService', 'softwareCatalogue'] as const;
