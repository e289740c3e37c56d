'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { AddNote, addNote } from '@/tickets/add-note';
import { ReplyToTicket, replyToTicket } from '@/tickets/reply-to-ticket';

export const replyAction = action(requireTechnician, ReplyToTicket, async (scope, input) => {
  try {
    return { value: await replyToTicket(scope, input) };
  } finally {
    refresh(); // also where somebody was quicker: their reply is what must be read then
  }
});

export const addNoteAction = action(
  requireTechnician,
  AddNote.omit({ authorId: true }),
  async (scope, input) => {
    const value = await addNote(scope, input);
    refresh();
    return { value };
  },
);
