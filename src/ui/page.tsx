import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/** The content of a page: gutters, distances, width. `narrow` for one column of a form. */
export function Page({
  width,
  className,
  children,
}: {
  width?: 'narrow' | 'wide';
  className?: string;
  children: ReactNode;
}) {
  return <div className={classNames('page', width && `page-${width}`, className)}>{children}</div>;
}

/** The one h1, a sentence on what this is, and the deeds that concern all of it. */
export function PageHeader({
  title,
  lead,
  before,
  meta,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  /** Above the title: a `Breadcrumb`. */
  before?: ReactNode;
  /** Below the title: state, times. */
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="page-header">
      <div className="page-header-words">
        {before}
        <h1>{title}</h1>
        {lead && <p className="page-lead">{lead}</p>}
        {meta && (
          <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">{meta}</div>
        )}
      </div>
      {actions && <div className="button-group">{actions}</div>}
    </header>
  );
}

/** A titled part of a page, set off by a hairline and not by a box. */
export function Section({
  title,
  lead,
  actions,
  flush,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'section'>, 'title'> & {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Content follows the line at once: rows and tables bring their own distance. */
  flush?: boolean;
}) {
  return (
    <section {...rest} className={classNames('section', className)}>
      <div className="section-head">
        <h2>{title}</h2>
        {actions}
        {lead && <p className="section-lead">{lead}</p>}
      </div>
      <div className={flush ? undefined : 'pt-4'}>{children}</div>
    </section>
  );
}

/** A bounded surface, for what is one thing: a form on a page of its own, a table. */
export function Panel({
  flush,
  className,
  children,
  ...rest
}: ComponentProps<'div'> & {
  /** Without inner distance: tables and rows bring their own. */
  flush?: boolean;
}) {
  return (
    <div {...rest} className={classNames('panel', !flush && 'panel-pad', className)}>
      {children}
    </div>
  );
}

export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label={label} className="toolbar">
      {children}
    </div>
  );
}

/** Names and values: the facts beside a thing. */
export function Facts({
  items,
}: {
  items: readonly { key: string; name: ReactNode; value: ReactNode }[];
}) {
  return (
    <dl className="facts">
      {items.map(({ key, name, value }) => (
        <div key={key} className="contents">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Text to read, at a width that can be read. `plain` keeps the line breaks of typed text. */
export function Prose({
  plain,
  className,
  children,
}: {
  plain?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return <div className={classNames('prose', plain && 'prose-text', className)}>{children}</div>;
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}

/** First in the body; goes to `AppShell`'s main. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a href="#main" className="skip-link">
      {children}
    </a>
  );
}
