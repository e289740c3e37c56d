import type { ApiKey, Scope } from '@/access/scope';
import type { ApiScope } from '@/session/api-scopes';

/** A key that may write a resource sees the result of its own write, and nothing else. */
export function seeing(scope: Scope<ApiKey>, ...more: ApiScope[]): Scope<ApiKey> {
  return { ...scope, actor: { ...scope.actor, scopes: [...scope.actor.scopes, ...more] } };
}
