import { describe, expect, it } from 'vitest';
import { breach, importsOf } from './import-rules.mjs';

describe('import rules', () => {
  it.each([
    ['protocol/names.ts', 'node:crypto'],
    ['protocol/names.ts', 'protocol/wire/frame'],
    ['protocol/wire/frame.ts', 'server/server'],
    ['server/hub/hub.ts', 'node:net'],
    ['server/hub/hub.ts', 'server/gateways/native/session'],
    ['server/log/memory-log.ts', 'server/hub/hub'],
    ['server/gateways/text/session.ts', 'server/log/log'],
    ['server/gateways/text/session.ts', 'server/gateways/native/frames'],
    ['server/server.ts', 'electron'],
    ['client/client.ts', 'server/server'],
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
});
