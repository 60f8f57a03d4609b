import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { breach, check, importsOf } from './import-rules.mjs';

describe('import rules', () => {
  it.each([
    ['protocol/names.ts', 'node:crypto'],
    ['protocol/names.ts', 'protocol/wire/frame'],
    ['protocol/names.ts', 'es-hangul'],
    ['protocol/names.test.ts', 'server/server'],
    ['protocol/wire/frame.ts', 'server/server'],
    ['server/hub/hub.ts', 'node:net'],
    ['server/hub/hub.ts', 'server/gateways/native/session'],
    ['server/log/memory-log.ts', 'server/hub/hub'],
    ['server/gateways/text/session.ts', 'server/log/log'],
    ['server/gateways/text/session.ts', 'server/gateways/native/frames'],
    ['server/server.ts', 'electron'],
    ['client/client.ts', 'server/server'],
    ['client/client.test.ts', 'server/server'],
    ['electron/main.ts', 'server/server'],
    ['electron/preload.ts', 'zod'],
    ['renderer/App.tsx', 'node:fs'],
    ['renderer/App.tsx', 'protocol/wire/frame'],
    ['renderer/ui/Button.tsx', 'renderer/store/store'],
    ['renderer/features/composer/Composer.tsx', 'renderer/features/members/Members'],
    ['renderer/features/composer/Composer.tsx', 'renderer/bridge'],
    ['e2e/host.spec.ts', 'renderer/store/store'],
  ])('%s may not import %s', (from, to) => {
    expect(breach(from, to)).toBeTruthy();
  });

  it.each([
    ['protocol/wire/frame.ts', 'node:buffer'],
    ['protocol/ipc.ts', 'zod'],
    ['protocol/names.test.ts', 'node:fs'],
    ['renderer/i18n/i18n.test.ts', 'node:fs'],
    ['server/gateways/text/session.ts', 'server/gateways/gateway'],
    ['server/gateways/native/session.ts', 'server/hub/api'],
    ['electron/embedded/entry.ts', 'server/server'],
    ['electron/preload.ts', 'electron'],
    ['renderer/features/composer/Composer.tsx', 'renderer/store/store'],
    ['renderer/store/actions/post.ts', 'renderer/bridge'],
    ['e2e/host.spec.ts', 'client/client'],
  ])('%s may import %s', (from, to) => {
    expect(breach(from, to)).toBeNull();
  });

  it('sees every form of import', () => {
    const source = `import a from 'a';\nimport {\n  b,\n} from "b";\nimport 'c';\nexport * from 'd';\nconst e = await import('e');\nimport type { F } from 'f';`;
    expect(importsOf(source).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('follows relative paths through a tree, and names file, import and reason', () => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-rules-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const put = (file, source) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), source);
    };
    put('protocol/names.ts', 'export const a = 1;\n');
    put('server/gateways/index.ts', "export * from './text';\n");
    put('server/gateways/text/index.ts', "import { a } from '../../../protocol/names';\n");
    put('server/hub/hub.ts', "import { b } from '../gateways';\n");
    put('renderer/App.tsx', "const c = await import('../server/hub/hub');\n");
    expect(check(root)).toEqual([
      'server/hub/hub.ts imports ../gateways: hub and log know no socket and no gateway',
      'renderer/App.tsx imports ../server/hub/hub: the renderer runs in a sandbox and knows the protocol only',
    ]);
  });
});
