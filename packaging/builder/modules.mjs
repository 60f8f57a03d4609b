/**
 * The database is machine code: of dist/app/node_modules only what is for one system (`linux`, `darwin`,
 * `win32`) and kind of processor. A set of its own, because electron-builder leaves node_modules out of
 * the others; and named here, because its `${platform}` is where packages are made, not what for.
 */
const PREBUILDS = '@photostructure/sqlite/prebuilds';

export const modulesFor = (system) => ({
  from: 'node_modules',
  to: 'node_modules',
  filter: ['**/*', `!${PREBUILDS}/**/*`, `${PREBUILDS}/${system}-\${arch}/*`],
});
