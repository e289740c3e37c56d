'use client';

import { Form } from '@/ui/form';
import { startDemoSessionAction } from './actions';

export interface DemoCardView {
  name: string;
  login: string;
  role: string;
  does: string;
}

/** Only in a demo: one press signs in as one of its people. */
export function DemoCards({
  title,
  lead,
  cards,
}: {
  title: string;
  lead: string;
  cards: readonly DemoCardView[];
}) {
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{title}</h2>
      <p className="text-muted">{lead}</p>
      <Form
        action={startDemoSessionAction}
        onSuccess={({ next }) => window.location.assign(next)}
        className="demo-cards"
      >
        {cards.map(({ login, role, does, name }) => (
          <button key={login} type="submit" name="login" value={login} className="demo-card">
            <b>{role}</b>
            <span className="demo-does">{does}</span>
            <span dir="auto" className="demo-name">
              {name}
            </span>
          </button>
        ))}
      </Form>
    </section>
  );
}
