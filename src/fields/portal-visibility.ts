import type { Scope } from '@/access/scope';
import { setting } from '@/settings/tenant-settings';
import { type DefaultFieldKey, defaultFields } from './default-fields';
import type { FieldDefinition, Visibility } from './field';

/** What contacts may do with a default field, as it came with the session: no query. */
export function portalVisibility(scope: Pick<Scope, 'settings'>, key: DefaultFieldKey): Visibility {
  return chosenIn(scope)[key] ?? defaultFields[key].portal;
}

/** Parsed once a request: a list asks for every row. */
const parsed = new WeakMap<object, Record<string, Visibility>>();

function chosenIn(scope: Pick<Scope, 'settings'>): Record<string, Visibility> {
  const known = parsed.get(scope.settings);
  if (known) return known;
  const { portal } = setting(scope, 'ticketFields');
  parsed.set(scope.settings, portal);
  return portal;
}

/** Whether a default field does not exist for this reader. Staff see all. */
export function isHiddenFrom(scope: Pick<Scope, 'settings' | 'actor'>, key: DefaultFieldKey) {
  return scope.actor.kind === 'contact' && portalVisibility(scope, key) === 'hidden';
}

/**
 * What contacts may do with each field. One that hangs on a hidden field is hidden too: that it is
 * displayed would tell what the other one says.
 */
export function portalVisibilities(
  definitions: readonly FieldDefinition[],
): Map<string, Visibility> {
  const byKey = new Map(definitions.map((field) => [field.key, field]));
  const found = new Map<string, Visibility>();
  const of = ({ key, portal, showWhen }: FieldDefinition): Visibility => {
    const known = found.get(key);
    if (known) return known;
    const above = showWhen ? byKey.get(showWhen.field) : undefined;
    const own = above && of(above) === 'hidden' ? 'hidden' : portal;
    found.set(key, own);
    return own;
  };
  for (const field of definitions) of(field);
  return found;
}
