const securityHeaders = (connect: readonly string[]): Record<string, string> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // React and the charts set style attributes; no foreign style sheet is let in.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${connect.join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
});

const block = (pattern: string, headers: Record<string, string>): string =>
  [
    `  - pattern: '${pattern}'`,
    '    headers:',
    ...Object.entries(headers).flatMap(([key, value]) => [
      `      - key: '${key}'`,
      `        value: "${value}"`,
    ]),
  ].join('\n');

/** The portal's headers in Amplify's YAML. Hashed files are kept for a year; what names them is always asked for. */
export const portalHeaders = (connect: readonly string[]): string =>
  [
    'customHeaders:',
    block('**', { ...securityHeaders(connect), 'Cache-Control': 'no-cache' }),
    block('/assets/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }),
    block('/config.json', { 'Cache-Control': 'no-store' }),
  ].join('\n');
