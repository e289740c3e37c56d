import type { FeedbackReason } from '@/knowledge/feedback/feedback';
import type { DemoLanguage } from './shapes';

export interface DemoVoice {
  /** The title in English. */
  article: string;
  /** The key of the contact. */
  by: string;
  language: DemoLanguage;
  ageDays: number;
  /** Why it did not help; without one it did. */
  no?: { reason: FeedbackReason | null; comment: string };
}

/** What contacts of the demo say of its articles. */
export const demoVoices: readonly DemoVoice[] = [
  { article: 'Clear a paper jam', by: 'priya', language: 'en', ageDays: 41 },
  { article: 'Clear a paper jam', by: 'grace', language: 'en', ageDays: 33 },
  { article: 'Clear a paper jam', by: 'matthias', language: 'de', ageDays: 26 },
  { article: 'Clear a paper jam', by: 'chiara', language: 'it', ageDays: 12 },
  {
    article: 'Clear a paper jam',
    by: 'juergen',
    language: 'de',
    ageDays: 2.2,
    no: {
      reason: 'unanswered',
      comment: 'Bei unserem Drucker im 2. Stock gibt es keine hintere Klappe.',
    },
  },
  { article: 'Work from home over the VPN', by: 'owen', language: 'en', ageDays: 29 },
  { article: 'Work from home over the VPN', by: 'julien', language: 'fr', ageDays: 18 },
  { article: 'Work from home over the VPN', by: 'amelie', language: 'fr', ageDays: 9 },
  {
    article: 'Work from home over the VPN',
    by: 'megan',
    language: 'en',
    ageDays: 1.4,
    no: { reason: 'outdated', comment: 'The client asks for a number since last week.' },
  },
  {
    article: 'Work from home over the VPN',
    by: 'karim',
    language: 'fr',
    ageDays: 3.1,
    no: { reason: 'failing', comment: '' },
  },
  { article: 'Reset a forgotten password', by: 'tom', language: 'en', ageDays: 37 },
  { article: 'Reset a forgotten password', by: 'anna', language: 'de', ageDays: 21 },
  { article: 'Reset a forgotten password', by: 'claire', language: 'fr', ageDays: 15 },
  { article: 'Reset a forgotten password', by: 'lucia', language: 'es', ageDays: 6 },
  { article: 'Set up mail on a phone', by: 'deniz', language: 'de', ageDays: 24 },
  { article: 'Set up mail on a phone', by: 'luc', language: 'fr', ageDays: 7 },
  {
    article: 'Set up mail on a phone',
    by: 'sabine',
    language: 'de',
    ageDays: 5.5,
    no: { reason: 'unclear', comment: 'Welche der beiden Apps ist gemeint?' },
  },
  { article: 'Recognise a phishing mail', by: 'priya', language: 'en', ageDays: 19 },
  { article: 'Bring back a deleted file', by: 'grace', language: 'en', ageDays: 11 },
  { article: 'Bring back a deleted file', by: 'sabine', language: 'de', ageDays: 4 },
];

/** Tickets that they did not open, because a suggested article had the answer. */
export const demoDeflections: readonly Pick<DemoVoice, 'article' | 'by' | 'ageDays'>[] = [
  { article: 'Reset a forgotten password', by: 'tom', ageDays: 54 },
  { article: 'Clear a paper jam', by: 'priya', ageDays: 41 },
  { article: 'Reset a forgotten password', by: 'julien', ageDays: 36 },
  { article: 'Work from home over the VPN', by: 'owen', ageDays: 29 },
  { article: 'Clear a paper jam', by: 'matthias', ageDays: 26 },
  { article: 'Set up mail on a phone', by: 'deniz', ageDays: 24 },
  { article: 'Reset a forgotten password', by: 'anna', ageDays: 21 },
  { article: 'Work from home over the VPN', by: 'julien', ageDays: 18 },
  { article: 'Reset a forgotten password', by: 'claire', ageDays: 15 },
  { article: 'Clear a paper jam', by: 'chiara', ageDays: 12 },
  { article: 'Bring back a deleted file', by: 'grace', ageDays: 11 },
  { article: 'Work from home over the VPN', by: 'amelie', ageDays: 9 },
  { article: 'Set up mail on a phone', by: 'luc', ageDays: 7 },
  { article: 'Reset a forgotten password', by: 'lucia', ageDays: 6 },
  { article: 'Bring back a deleted file', by: 'sabine', ageDays: 4 },
  { article: 'Clear a paper jam', by: 'tom', ageDays: 2 },
];
