import type { MailBlock, MailBody, MailFrame } from './mail-blocks';

/** The plain text of a mail, for readers without HTML. Lines end in `\n`. */
export function mailText(body: MailBody, frame: MailFrame): string {
  const parts = [body.greeting, ...body.blocks.map(blockText), `-- \n${frame.tenantName}`];
  return `${[...parts, ...body.footer].join('\n\n')}\n`;
}

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'quote':
      return [`${block.by}:`, ...block.text.split('\n').map((line) => `> ${line}`)].join('\n');
    case 'button':
      return `${block.label}:\n${block.url}`;
    case 'next':
      return `${block.label}: ${block.text}`;
  }
}
