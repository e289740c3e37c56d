import type { CategoryDefinition } from '@/knowledge/categories/read-categories';
import type { SelectOption } from '@/ui/select';

/** Categories for a choice; how deep one stands shows before its name. */
export function categoryOptions(
  categories: readonly CategoryDefinition[],
  none: string,
): SelectOption[] {
  return [
    { value: '', label: none },
    ...categories.map(({ id, name, depth }) => ({
      value: id,
      label: `${'\u2003'.repeat(depth)}${name}`,
    })),
  ];
}
