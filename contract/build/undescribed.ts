/** Where a build finds the contract's own files. */
export const contractFile = /[\\/]contract[\\/](?:routes[\\/])?[\w-]+\.ts$/;

const text = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`;
const described = new RegExp(String.raw`\s*\.describe\(\s*${text},?\s*\)`, 'g');
const summary = new RegExp(String.raw`\bsummary:\s*${text}`, 'g');

/**
 * The source of a contract file without the sentences that only the API's document shows: what the portal and every
 * Lambda but `docs` parse with.
 */
export const undescribed = (source: string): string =>
  source.replaceAll(described, '').replaceAll(summary, "summary: ''");
