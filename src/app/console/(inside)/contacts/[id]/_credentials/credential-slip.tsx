'use client';

import './credential-slip.css';
import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/ui/button';
import { FieldHelp } from '@/ui/field';
import { DeedButton } from '../../../_forms/deed-button';
import { revealPasswordAction } from './actions';
import type { CardContact } from './credentials-card';

/** What is printed, in the contact's own language. */
export interface SlipWords {
  language: string;
  title: string;
  intro: string;
  address: string;
  username: string;
  password: string;
  next: string;
  url: string;
}

/** For a contact without an address: a slip of paper to hand over. */
export function CredentialSlip({
  contact,
  words,
  password,
  onReveal,
}: {
  contact: CardContact;
  words: SlipWords;
  password: string | undefined;
  onReveal: (password: string) => void;
}) {
  const t = useTranslations();
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing || password === undefined) return;
    setPrinting(false);
    window.print();
  }, [printing, password]);
  const label = t('console.people.credentials.handOver');
  return (
    <div className="grid justify-items-start gap-2">
      {password === undefined ? (
        <DeedButton
          action={revealPasswordAction}
          fields={{ id: contact.id }}
          icon={<Printer aria-hidden />}
          onSuccess={({ initialPassword }) => {
            onReveal(initialPassword);
            setPrinting(true);
          }}
        >
          {label}
        </DeedButton>
      ) : (
        <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {label}
        </Button>
      )}
      <FieldHelp>{t('console.people.credentials.handOverHelp')}</FieldHelp>
      {password !== undefined &&
        createPortal(
          <section lang={words.language} className="credential-slip">
            <h1>{words.title}</h1>
            <p>{words.intro}</p>
            <dl>
              <dt>{words.address}</dt>
              <dd>{words.url}</dd>
              <dt>{words.username}</dt>
              <dd>{contact.username}</dd>
              <dt>{words.password}</dt>
              <dd>{password}</dd>
            </dl>
            <p>{words.next}</p>
          </section>,
          document.body,
        )}
    </div>
  );
}
