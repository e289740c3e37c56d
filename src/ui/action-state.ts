/**
 * What a server action answers to a form. `go` is the URL to open after success: actions name
 * it instead of redirecting. `fields` maps a field's name to the sentence beside it; `values`
 * gives typed text back where the page was posted before its scripts had loaded; `reference`
 * finds the same event in the log. All texts are in the reader's language.
 */
export type ActionState<T = unknown> =
  | { ok: true; value: T; go?: string }
  | {
      ok: false;
      message: string;
      fields?: Record<string, string>;
      reference?: string;
      values?: Record<string, string>;
    }
  | null;

/** A server action as `Form` takes it. */
export type FormAction<T = unknown> = (
  state: ActionState<T>,
  data: FormData,
) => Promise<ActionState<T>>;
