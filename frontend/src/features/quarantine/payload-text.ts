const longestShown = 2_000;

/** The bytes as text for reading; bytes that are no UTF-8 show as "�". Cut after 2,000 characters. */
export const payloadText = (base64: string): string => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
};
