'use client';

import { useRouter } from 'next/navigation';
import { type RefObject, useEffect, useRef, useState, useTransition } from 'react';
import { Pieces } from '@/app/portal/_knowledge/pieces';
import type { Suggestion } from '@/knowledge/search/suggest-articles';
import { Button } from '@/ui/button';
import { sentEvent } from '@/ui/use-draft';
import { deflectTicketAction, suggestArticlesAction } from './actions';

/** How long the typing rests before articles are looked for, in milliseconds. */
const rest = 350;
const fewestLetters = 4;

/**
 * Articles that may answer the ticket while its title is typed. They open in a tab of their own, so
 * that nothing typed is lost; who says that one has answered it goes there and opens no ticket.
 * What goes wrong here is nobody's concern: the form works without.
 */
export function TitleSuggestions({
  form,
  words,
}: {
  /** What holds the input of the title. */
  form: RefObject<HTMLElement | null>;
  words: { title: string; answered: string; newTab: string };
}) {
  const router = useRouter();
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const [pending, start] = useTransition();
  const latest = useRef(0);

  useEffect(() => {
    const input = form.current?.querySelector<HTMLInputElement>('input[name="title"]');
    if (!input) return;
    let timer: ReturnType<typeof setTimeout>;
    let asked = '';
    function look() {
      const title = input!.value.trim();
      if (title === asked) return;
      asked = title;
      const turn = ++latest.current;
      if (title.length < fewestLetters) return setFound([]);
      suggest(title).then((articles) => {
        if (turn === latest.current) setFound(articles);
      });
    }
    function later() {
      clearTimeout(timer);
      timer = setTimeout(look, rest);
    }
    later(); // a title may have come along, or out of a draft
    input.addEventListener('input', later);
    return () => {
      clearTimeout(timer);
      input.removeEventListener('input', later);
    };
  }, [form]);

  function answer(articleId: string) {
    start(async () => {
      const done = await deflectTicketAction(null, fields({ articleId })).catch(() => null);
      if (!done?.ok || !done.go) return;
      form.current?.closest('form')?.dispatchEvent(new Event(sentEvent)); // its draft is done with
      router.push(done.go);
    });
  }

  return (
    <div aria-live="polite" className="suggestions-place">
      {found.length > 0 && (
        <section className="suggestions" aria-label={words.title}>
          <h2>{words.title}</h2>
          <ul>
            {found.map(({ id, slug, titlePieces, excerptPieces }) => (
              <li key={id}>
                <div className="min-w-0">
                  <a href={`/knowledge-base/${slug}`} target="_blank" rel="noopener" dir="auto">
                    <Pieces pieces={titlePieces} />
                    <span className="sr-only"> {words.newTab}</span>
                  </a>
                  <p dir="auto">
                    <Pieces pieces={excerptPieces} />
                  </p>
                </div>
                <Button variant="secondary" disabled={pending} onClick={() => answer(id)}>
                  {words.answered}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

async function suggest(title: string): Promise<readonly Suggestion[]> {
  const answer = await suggestArticlesAction(null, fields({ title })).catch(() => null);
  return (answer?.ok && answer.value) || [];
}

function fields(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}
