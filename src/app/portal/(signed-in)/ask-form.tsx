'use client';

import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/ui/button';

/** One large question; what was typed becomes the title of a ticket. Without scripts: a GET. */
export function AskForm({ labels }: { labels: { ask: string; example: string; submit: string } }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <form
      action="/tickets/new"
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        const title = String(new FormData(event.currentTarget).get('title') ?? '').trim();
        const query = title ? `?${new URLSearchParams({ title })}` : '';
        start(() => router.push(`/tickets/new${query}`));
      }}
    >
      <h1>
        <label htmlFor="ask">{labels.ask}</label>
      </h1>
      <div className="ask-line">
        <input
          id="ask"
          name="title"
          className="control"
          dir="auto"
          maxLength={200}
          placeholder={labels.example}
          enterKeyHint="go"
          autoComplete="off"
        />
        <Button type="submit" variant="primary" pending={pending}>
          {labels.submit}
          <ArrowRight aria-hidden className="flip-rtl" />
        </Button>
      </div>
    </form>
  );
}
