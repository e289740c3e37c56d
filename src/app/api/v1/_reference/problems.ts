import type { JsonSchema } from './json-schema';

/** What each refusal means, for the reference. */
export const problems = {
  400: 'The body can’t be read',
  401: 'No key, or one that is unknown or revoked',
  403: 'The key lacks the scope that the problem names',
  404: 'It doesn’t exist, or belongs to somebody else: both answer alike',
  409: 'Not in the state that it is in now; the problem says why',
  413: 'The body, or a file in it, is too large',
  415: 'The Content-Type, or a file’s type, is not taken',
  422: 'Fields that don’t fit stand in `errors`, by name, each with a sentence',
  429: 'The key asked too often',
  503: 'Away for a moment; ask again',
  507: 'There is no room for the file',
} as const;

const text = { type: 'string' };

/** RFC 9457, with a code for programs and the reference that stands in our log. */
export const problemSchema: JsonSchema = {
  type: 'object',
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: { ...text, description: 'What happened, why, and what to do next' },
    code: { ...text, description: 'Stays the same: `tickets.alreadyClosed`' },
    reference: { ...text, description: 'Names this answer in the log: tell it to support' },
    errors: {
      type: 'object',
      additionalProperties: text,
      description: 'Field, such as `fields.type`, and what is wrong with it',
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};
