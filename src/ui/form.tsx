'use client';

import { unstable_rethrow, useRouter } from 'next/navigation';
import {
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from 'react';
import type { ActionState, FormAction } from './action-state';
import { FormContext } from './form-context';
import { Notice } from './notice';
import { useUiTexts } from './ui-texts';
import { sentEvent, type TypedField, typedFields, useDraft } from './use-draft';

const nothing: Record<string, string> = {};

/**
 * A form of a server action. What was typed stays there on failure, messages stand beside their
 * fields by name, and the first of them gets the focus. Before its scripts have loaded it is an
 * ordinary form; after that the action is called directly, because React empties the fields of
 * an action's form whatever the answer is.
 */
export function Form<T = unknown>({
  action,
  onSuccess,
  onRefused,
  resetOnSuccess = false,
  draftKey,
  children,
  className = 'form',
  ...rest
}: Omit<ComponentProps<'form'>, 'action' | 'onSubmit' | 'children'> & {
  action: FormAction<T>;
  /** Or what to show for an answer, where a form goes on by it, with or without scripts. */
  children?: ReactNode | ((state: ActionState<T>) => ReactNode);
  /** `hasMore`: its text fields say something else by now than what was sent. */
  onSuccess?: (value: T, hasMore: boolean) => void;
  /** The server does not take these fields: what the page shows may be out of date. */
  onRefused?: (fields: Record<string, string>) => void;
  /** Empties the fields once it has worked, but for what was typed since, in forms that stay. */
  resetOnSuccess?: boolean;
  /** Keeps what is typed over reloads, under this key (with the person's id in it). */
  draftKey?: string;
}) {
  const router = useRouter();
  const texts = useUiTexts();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef<FormData>(undefined);
  const [posted, postAction] = useActionState(action, null);
  const [answered, setAnswered] = useState<ActionState<T>>();
  const [pending, startSubmit] = useTransition();
  const state = answered === undefined ? posted : answered;
  const failure = state && !state.ok ? state : null;

  useDraft(form, draftKey);
  const handled = useRef<ActionState<T>>(null);
  useEffect(() => {
    if (!state || handled.current === state) return;
    handled.current = state;
    if (!state.ok) {
      if (state.fields) onRefused?.(state.fields);
      return focusFirst(form.current, state.fields ?? nothing);
    }
    const since = typedSince(form.current, sent.current);
    form.current?.dispatchEvent(new Event(sentEvent));
    if (resetOnSuccess) form.current?.reset();
    onSuccess?.(state.value, since.length > 0);
    if (resetOnSuccess) for (const { field, text } of since) putBack(field, text);
    if (state.go) follow(state.go, router);
  }, [state, resetOnSuccess, onSuccess, onRefused, router]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    // React's own hidden fields, for the post without scripts, are none of the action's business.
    for (const name of [...data.keys()]) if (name.startsWith('$ACTION')) data.delete(name);
    sent.current = data;
    startSubmit(async () => {
      let next: ActionState<T>;
      try {
        next = await action(state, data);
      } catch (error) {
        unstable_rethrow(error);
        next = { ok: false, message: texts.unreachable };
      }
      startTransition(() => setAnswered(next));
    });
  }

  return (
    <form
      noValidate
      {...rest}
      ref={form}
      action={postAction}
      onSubmit={submit}
      className={className}
    >
      {failure && (
        <Notice tone="danger" role="alert" tabIndex={-1} className="form-message">
          <p>{failure.message}</p>
          <Unplaced form={form.current} fields={failure.fields ?? nothing} />
          {failure.reference && (
            <p className="text-sm text-muted">
              {texts.reference} <span className="reference">{failure.reference}</span>
            </p>
          )}
        </Notice>
      )}
      {state?.ok && state.go && (
        <noscript>
          <meta httpEquiv="refresh" content={`0;url=${state.go}`} />
        </noscript>
      )}
      <FormContext
        value={{ fields: failure?.fields ?? nothing, values: failure?.values ?? nothing }}
      >
        {typeof children === 'function' ? children(state) : children}
      </FormContext>
    </form>
  );
}

/**
 * The text fields that say something else than what was sent, each with what came after it. A
 * form that was posted without scripts has nothing typed since.
 */
function typedSince(form: HTMLFormElement | null, sent: FormData | undefined) {
  if (!form || !sent) return [];
  return typedFields(form).flatMap((field) => {
    const before = String(sent.get(field.name) ?? '');
    if (before === field.value) return [];
    const goesOn = field.value.startsWith(before);
    return [{ field, text: goesOn ? field.value.slice(before.length).trimStart() : field.value }];
  });
}

/** As if it had been typed into the emptied field: drafts and whoever listens hear of it. */
function putBack(field: TypedField, text: string) {
  if (text === '') return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Messages about fields that this form does not show must not be swallowed. */
function Unplaced({
  form,
  fields,
}: {
  form: HTMLFormElement | null;
  fields: Record<string, string>;
}) {
  const lost = Object.entries(fields).filter(([name]) => form && !form.elements.namedItem(name));
  return lost.map(([name, message]) => <p key={name}>{message}</p>);
}

function focusFirst(form: HTMLFormElement | null, fields: Record<string, string>) {
  if (!form) return;
  const bad = [...form.elements].find(
    (element): element is HTMLInputElement =>
      'name' in element &&
      typeof element.name === 'string' &&
      element.name in fields &&
      (element as HTMLInputElement).type !== 'hidden',
  );
  (bad ?? form.querySelector<HTMLElement>('.form-message'))?.focus();
}

function follow(url: string, router: ReturnType<typeof useRouter>) {
  if (url.startsWith('/') && !url.startsWith('//')) router.push(url);
  else if (/^https?:/.test(url)) window.location.assign(url);
}
