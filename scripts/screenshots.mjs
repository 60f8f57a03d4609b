/** `npm run screenshots`: takes the pictures of docs/screenshots/ in the real app. */
process.env.SARANGBANG_SCREENSHOTS = '1';
process.argv.splice(2, 0, 'e2e', 'e2e/screens.spec.ts', 'e2e/everybody.spec.ts');
await import('./test.mjs');
