import type { MailBlock } from './mail-blocks';
import type { Told } from './mail-telling';
import type { MailWords } from './mail-words';

/** Our own text as an admin would have written it, to begin a text of one's own with. */
export function sourceOf(told: Told, greeting: string, colon: string): MailWords {
  const paragraphs = [
    `# ${told.heading}`,
    greeting,
    ...told.blocks.map((b) => paragraph(b, colon)),
  ];
  return { subject: told.subject, body: paragraphs.join('\n\n') };
}

function paragraph(block: MailBlock, colon: string): string {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return block.text;
    case 'rich':
      return block.parts.map((part) => part.text).join('');
    case 'facts':
      return block.facts.map(({ label, value }) => `**${label}${colon}** ${value}`).join('\n');
    case 'table':
      return block.rows.map((row) => row.join(' ')).join('\n');
    case 'quote':
      return `**${block.by}**\n\n${block.text}`;
    case 'button':
      return `[${block.label}](${block.url})`;
    case 'next':
      return `**${block.label}**\n${block.text}`;
  }
}
