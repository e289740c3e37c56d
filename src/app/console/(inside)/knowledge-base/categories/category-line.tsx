'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CategoryDefinition } from '@/knowledge/categories/read-categories';
import { Button } from '@/ui/button';
import type { SelectOption } from '@/ui/select';
import { ConfirmDeed } from '../../_forms/confirm-deed';
import { DeedButton } from '../../_forms/deed-button';
import { deleteCategoryAction, moveCategoryAction } from './actions';
import { CategoryForm } from './category-form';

/** One category of the tree, with what can be done to it. */
export function CategoryLine({
  category,
  parents,
  isFirst,
  isLast,
}: {
  category: CategoryDefinition;
  parents: SelectOption[];
  isFirst: boolean;
  isLast: boolean;
}) {
  const t = useTranslations();
  const [isOpen, open] = useState(false);
  const { id, name, depth, articleCount } = category;
  return (
    <li className="py-3" style={{ paddingInlineStart: `${depth * 1.5}rem` }}>
      <div className="flex flex-wrap items-center gap-2">
        <span className="row-main">
          <span className="row-title block" dir="auto">
            {name}
          </span>
          <span className="row-note">{t('console.knowledge.count', { count: articleCount })}</span>
        </span>
        {!isFirst && (
          <DeedButton
            size="sm"
            variant="quiet"
            action={moveCategoryAction}
            fields={{ id, direction: 'up' }}
            aria-label={t('console.knowledge.moveUp', { name })}
            icon={<ArrowUp aria-hidden />}
          />
        )}
        {!isLast && (
          <DeedButton
            size="sm"
            variant="quiet"
            action={moveCategoryAction}
            fields={{ id, direction: 'down' }}
            aria-label={t('console.knowledge.moveDown', { name })}
            icon={<ArrowDown aria-hidden />}
          />
        )}
        <Button size="sm" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          {t('console.knowledge.change')}
        </Button>
        <ConfirmDeed
          size="sm"
          action={deleteCategoryAction}
          fields={{ id }}
          button={t('console.knowledge.deleteCategory')}
          title={t('console.knowledge.deleteCategoryTitle', { name })}
          text={t('console.knowledge.deleteCategoryText')}
        />
      </div>
      {isOpen && (
        <div className="pt-3">
          <CategoryForm category={category} parents={parents} onDone={() => open(false)} />
        </div>
      )}
    </li>
  );
}
