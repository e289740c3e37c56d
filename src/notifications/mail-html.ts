import type { MailBlock, MailBody, MailFrame, MailInline } from './mail-blocks';

/**
 * The HTML of a mail: a table with inline styles, because that is what mail programs agree on.
 * The tenant's logo, from its own host, and nothing else from elsewhere. Everything is escaped,
 * links are http(s) only.
 */
export function mailHtml(body: MailBody, frame: MailFrame): string {
  const blocks = body.blocks.map((block) => blockHtml(block, frame)).join('\n');
  const footer = [...body.footer.map(lines), ...stopHtml(body)]
    .map((line) => `<p style="${style.footer}">${line}</p>`)
    .join('');
  return `<!doctype html>
<html lang="${escapeHtml(frame.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(body.subject)}</title>
</head>
<body style="margin:0;padding:0;background:#f4f5f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${style.sheet}">
${headHtml(frame)}
<tr><td style="padding:28px 28px 12px">
${openingHtml(body)}${blocks}
</td></tr>
<tr><td style="padding:4px 28px 24px">${footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function stopHtml({ stop }: MailBody): string[] {
  if (!stop) return [];
  return [`<a href="${link(stop.url)}" style="color:#616876">${escapeHtml(stop.label)}</a>`];
}

function openingHtml({ heading, greeting }: MailBody): string {
  return [
    heading === undefined ? '' : `${headingHtml(heading)}\n`,
    greeting === undefined ? '' : `<p style="${style.text}">${lines(greeting)}</p>\n`,
  ].join('');
}

const headingHtml = (text: string) => `<h1 style="${style.heading}">${escapeHtml(text)}</h1>`;

/** The logo on the white that it is made for, below a line of the brand's colour; else the name on it. */
function headHtml({ logo, tenantName, accent, onAccent }: MailFrame): string {
  const name = escapeHtml(tenantName);
  if (!logo) {
    return `<tr><td style="background:${colour(accent)};color:${colour(onAccent)};${style.bar}">${name}</td></tr>`;
  }
  const part = Math.min(1, 240 / logo.width, 40 / logo.height);
  const [width, height] = [logo.width, logo.height].map((side) =>
    Math.max(1, Math.round(side * part)),
  );
  return `<tr><td style="background:${colour(accent)};height:4px;line-height:4px;font-size:0">&nbsp;</td></tr>
<tr><td style="${style.bar};padding-bottom:0"><img src="${link(logo.url)}" alt="${name}" width="${width}" height="${height}" style="display:block;border:0"></td></tr>`;
}

const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const style = {
  sheet:
    'max-width:600px;background:#ffffff;border:1px solid #dfe2e8;border-radius:8px;overflow:hidden',
  bar: `padding:14px 28px;font-size:15px;line-height:20px;font-weight:600;${font}`,
  heading: `margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600;color:#16191f;${font}`,
  text: `margin:0 0 16px;font-size:16px;line-height:24px;color:#2b303a;${font}`,
  footer: `margin:8px 0 0;font-size:13px;line-height:18px;color:#616876;${font}`,
  label: `padding:4px 16px 4px 0;font-size:14px;line-height:20px;color:#616876;vertical-align:top;${font}`,
  value: `padding:4px 0;font-size:14px;line-height:20px;color:#16191f;font-weight:600;${font}`,
  record: 'padding:8px 12px;border:1px solid #dfe2e8',
  exact: 'font-family:ui-monospace,Consolas,Menlo,monospace;font-size:16px',
};

function blockHtml(block: MailBlock, frame: MailFrame): string {
  switch (block.kind) {
    case 'text':
      return `<p style="${style.text}">${lines(block.text)}</p>`;
    case 'heading':
      return headingHtml(block.text);
    case 'rich':
      return `<p style="${style.text}">${block.parts.map(inlineHtml).join('')}</p>`;
    case 'next':
      return `<p style="${style.text}"><strong>${escapeHtml(block.label)}</strong><br>${lines(block.text)}</p>`;
    case 'facts': {
      const rows = block.facts.map(
        ({ label, value, exact }) =>
          `<tr><td style="${style.label}">${escapeHtml(label)}</td><td style="${style.value}${exact ? `;${style.exact}` : ''}">${escapeHtml(value)}</td></tr>`,
      );
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${rows.join('')}</table>`;
    }
    case 'table': {
      const records = block.rows.map((row) => {
        const lines = row.map((cell, at) => {
          const { label = '', exact } = block.columns[at] ?? {};
          return `<tr><td style="${style.label}">${escapeHtml(label)}</td><td style="${style.value}${exact ? `;${style.exact};overflow-wrap:anywhere` : ''}">${escapeHtml(cell)}</td></tr>`;
        });
        return `<tr><td style="${style.record}"><table role="presentation" cellpadding="0" cellspacing="0">${lines.join('')}</table></td></tr>`;
      });
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px;border-collapse:collapse">${records.join('')}</table>`;
    }
    case 'quote':
      return `${block.by && `<p style="${style.text};margin-bottom:4px"><strong>${escapeHtml(block.by)}</strong></p>\n`}<div style="${style.text};padding:2px 0 2px 14px;border-left:3px solid ${colour(frame.accent)}">${lines(block.text)}</div>`;
    case 'button':
      return `<p style="margin:20px 0 24px"><a href="${link(block.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:${colour(frame.accent)};color:${colour(frame.onAccent)};font-size:16px;line-height:20px;font-weight:600;text-decoration:none;${font}">${escapeHtml(block.label)}</a></p>
<p style="${style.footer};margin:-12px 0 20px;word-break:break-all">${escapeHtml(block.url)}</p>`;
  }
}

function inlineHtml({ text, bold, exact, url }: MailInline): string {
  const words = lines(text);
  if (url) return `<a href="${link(url)}" style="color:#16191f;word-break:break-word">${words}</a>`;
  if (exact) return `<span style="${style.exact}">${words}</span>`;
  return bold ? `<strong>${words}</strong>` : words;
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter as keyof typeof entities]);
}

const lines = (text: string) => escapeHtml(text).replace(/\r?\n/g, '<br>');
const colour = (hex: string) => (/^#[0-9a-f]{3,6}$/i.test(hex) ? hex : '#2f5bd0');
const link = (url: string) => (/^https?:\/\//.test(url) ? escapeHtml(url) : '#');
