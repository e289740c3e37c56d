import type { MailBlock, MailBody, MailFrame, MailInline } from './mail-blocks';

/** The plain text of a mail, for readers without HTML. Lines end in `\n`. */
export function mailText(body: MailBody, frame: MailFrame): string {
  const parts = [
    ...(body.greeting === undefined ? [] : [body.greeting]),
    ...body.blocks.map((block) => blockText(block, frame)),
    `-- \n${frame.tenantName}`,
  ];
  const stop = body.stop ? [`${body.stop.label}${frame.colon} ${body.stop.url}`] : [];
  return `${[...parts, ...body.footer, ...stop].join('\n\n')}\n`;
}

function blockText(block: MailBlock, { colon }: MailFrame): string {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return block.text;
    case 'rich':
      return block.parts.map(inlineText).join('');
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}${colon} ${value}`).join('\n');
    case 'table':
      return block.rows
        .map((row) =>
          row.map((cell, at) => `${block.columns[at]?.label}${colon} ${cell}`).join('\n'),
        )
        .join('\n\n');
    case 'quote':
      return [
        ...(block.by ? [`${block.by}${colon}`] : []),
        ...block.text.split('\n').map((line) => `> ${line}`),
      ].join('\n');
    case 'button':
      return `${block.label}${colon}\n${block.url}`;
    case 'next':
      return `${block.label}${colon} ${block.text}`;
  }
}

const inlineText = ({ text, url }: MailInline) => (url && url !== text ? `${text} (${url})` : text);
