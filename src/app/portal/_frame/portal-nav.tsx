'use client';

import {
  BookOpen,
  Building2,
  House,
  type LucideIcon,
  MessagesSquare,
  Settings,
} from 'lucide-react';
import type { NavEntry, NavIcon } from '@/app/portal/_sections/portal-section';
import { BottomBar, SideNav } from '@/ui/shell';

const icons = {
  home: House,
  tickets: MessagesSquare,
  company: Building2,
  knowledge: BookOpen,
  settings: Settings,
} satisfies Record<NavIcon, LucideIcon>;

/** Icons are drawn here and not on the server, so that they don't travel twice a page. */
function withIcons(items: readonly NavEntry[]) {
  return items.map(({ icon, ...item }) => {
    const Icon = icons[icon];
    return { ...item, icon: <Icon aria-hidden /> };
  });
}

interface NavProps {
  label: string;
  items: readonly NavEntry[];
}

export function PortalSide({ label, items }: NavProps) {
  return <SideNav label={label} items={withIcons(items)} />;
}

export function PortalBar({ label, items }: NavProps) {
  return <BottomBar label={label} items={withIcons(items)} />;
}
