import type { JsonSchema } from './json-schema';

/** Pieces of the reference page, as HTML. */
export function fieldList(schema: JsonSchema, use: 'body' | 'answer'): string {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const needed = use === 'body' && required.has(name) ? ' <em>required</em>' : '';
    const usual =
      field.default === undefined
        ? ''
        : ` <small>else ${code(JSON.stringify(field.default))}</small>`;
    const says = field.description ? `<p>${prose(field.description)}</p>` : '';
    return `<li>${code(name)} <span>${typeOf(field)}</span>${needed}${usual}${says}</li>`;
  });
  return rows.length ? `<ul class="fields">${rows.join('')}</ul>` : '';
}

/** A type in words: `string`, `"low" | "high"`, a link to a shape, `{ data, nextCursor }`. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return shapeLink(schema.$ref.split('/').at(-1) ?? '');
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(' | ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => `${escaped(name)}: ${typeOf(field)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  const { type = 'anything' } = schema;
  return escaped(schema.format ?? (typeof type === 'string' ? type : type.join(' | ')));
}

const shapeLink = (name: string) => `<a href="#shape-${escaped(name)}">${escaped(name)}</a>`;

export const code = (text: string): string => `<code>${escaped(text)}</code>`;

/** Text in which backticks stand for code. */
export const prose = (text: string): string =>
  escaped(text).replace(/`([^`]+)`/g, (_, inner: string) => `<code>${inner}</code>`);

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
