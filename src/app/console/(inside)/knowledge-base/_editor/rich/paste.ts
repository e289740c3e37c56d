/** The pictures in what is pasted or dropped; none where it is text that also comes as a picture. */
export function picturesOf(data: DataTransfer | null): File[] {
  if (!data) return [];
  const html = data.getData('text/html');
  if (/\S/.test(new DOMParser().parseFromString(html, 'text/html').body.textContent)) return [];
  return [...data.files].filter(({ type }) => type.startsWith('image/'));
}

/**
 * HTML from elsewhere, made ready for what an article can hold: what stands in a cell is one line.
 * Everything else that has no place is left out when it is read.
 */
export function readyToPaste(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const cell of body.querySelectorAll('td, th')) {
    for (const block of cell.querySelectorAll('p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, br')) {
      block.replaceWith(...block.childNodes, ' ');
    }
  }
  return body.innerHTML;
}

/** The address, where one is all that is pasted. */
export function addressIn(text: string): string | undefined {
  const address = text.trim();
  return /^https?:\/\/[^\s<>]+$/.test(address) ? address : undefined;
}
