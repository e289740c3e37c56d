import { Button } from '@/ui/button';

/** Asks the knowledge base; a GET form, so that what was found has an address. */
export function SearchBox({ label, submit, q }: { label: string; submit: string; q: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is too new for screen readers in use
    <form action="/knowledge-base" role="search" className="knowledge-search">
      <input
        type="search"
        name="q"
        aria-label={label}
        placeholder={label}
        defaultValue={q}
        maxLength={200}
        className="control"
        enterKeyHint="search"
      />
      <Button type="submit" variant="primary">
        {submit}
      </Button>
    </form>
  );
}
