import type { Plugin } from 'vite';

const ofContract = /\/contract\/[\w-]+\.ts$/;
const text = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`;
const described = new RegExp(String.raw`\s*\.describe\(\s*${text},?\s*\)`, 'g');
const summary = new RegExp(String.raw`\bsummary:\s*${text}`, 'g');

/** The source of a contract file without the sentences that only the API's document shows. */
export const undescribed = (source: string): string =>
  source.replaceAll(described, '').replaceAll(summary, "summary: ''");

/** Leaves what the contract says about itself out of the portal, which parses with it and shows none of it. */
export const withoutDescriptions = (): Plugin => ({
  name: 'without-descriptions',
  enforce: 'pre',
  transform: (code, id) => (ofContract.test(id) ? { code: undescribed(code), map: null } : undefined),
});
