/** What we use of sanitize-html, which ships no types of its own. */
declare module 'sanitize-html' {
  type Attributes = Record<string, string>;
  type Transform = (name: string, found: Attributes) => { tagName: string; attribs: Attributes };

  interface Options {
    allowedTags: readonly string[];
    allowedAttributes: Record<string, readonly string[]>;
    allowedSchemes: readonly string[];
    allowedSchemesByTag: Record<string, readonly string[]>;
    allowProtocolRelative: boolean;
    nonTextTags: readonly string[];
    nestingLimit: number;
    transformTags: Record<string, Transform>;
    exclusiveFilter(element: { tag: string; attribs: Attributes }): boolean;
  }

  export default function sanitize(html: string, options: Options): string;
}
