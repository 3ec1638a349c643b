/** Text that is HTML already. Anything else that enters a template is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const toText = (value: unknown): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(toText).join('');
  return value === null || value === undefined || value === false
    ? ''
    : String(value).replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
};

/** A template of HTML: lists are joined, null, undefined and false leave nothing, everything else is escaped. */
export const html = (parts: TemplateStringsArray, ...values: readonly unknown[]): Html =>
  new Html(parts.reduce((text, part, index) => text + toText(values[index - 1]) + part));
