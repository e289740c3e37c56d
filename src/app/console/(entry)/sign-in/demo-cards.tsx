'use client';

import { Avatar } from '@/ui/avatar';
import { Form } from '@/ui/form';
import { signInAction } from './actions';

export interface Card {
  name: string;
  role: string;
  login: string;
  password: string;
}

/** In a demo: each card is a sign-in with one press. */
export function DemoCards({
  title,
  lead,
  next,
  cards,
}: {
  title: string;
  lead: string;
  next: string;
  cards: readonly Card[];
}) {
  return (
    <section aria-labelledby="demo-title" className="demo-cards">
      <h2 id="demo-title">{title}</h2>
      <p className="text-muted">{lead}</p>
      {cards.map(({ name, role, login, password }) => (
        <Form key={login} action={signInAction} className="">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="login" value={login} />
          <input type="hidden" name="password" value={password} />
          <button type="submit" className="demo-card">
            <Avatar name={name} />
            <span className="demo-card-words">
              <b>{role}</b>
              <span dir="auto">{name}</span>
            </span>
          </button>
        </Form>
      ))}
    </section>
  );
}
