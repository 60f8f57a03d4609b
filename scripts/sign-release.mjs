/**
 * `node scripts/sign-release.mjs FOLDER`: writes `release.json`, by which the app knows an update for
 * genuine: version and hash of every package of this version in the folder, signed with
 * SARANGBANG_SIGNING_KEY (PKCS#8, base64). The same again under the version's own name, and
 * electron-builder's lists with it: what a computer goes back by. `--as VERSION` signs another one.
 * `--new-key` prints a pair instead: the secret for signing, the public one for packages.
 */
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { copyFileSync, createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { root } from './lib/run.mjs';
import { giveUp } from './lib/say.mjs';

const PACKAGE = /\.(deb|rpm|AppImage|exe|zip|dmg|tar\.gz)$/;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'new-key': { type: 'boolean' }, as: { type: 'string' } },
});

if (values['new-key']) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const open = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url').toString('base64');
  process.stdout.write(`SARANGBANG_SIGNING_KEY=${secret}\nSARANGBANG_UPDATE_KEY=${open}\n`);
  process.exit(0);
}

const folder = path.resolve(positionals[0] ?? path.join('dist', 'packages'));
const secret = process.env.SARANGBANG_SIGNING_KEY;
if (!secret)
  giveUp(
    'SARANGBANG_SIGNING_KEY is not set. A new pair:',
    'node scripts/sign-release.mjs --new-key',
  );

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

const version =
  values.as ?? JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
const names = readdirSync(folder).sort();
const files = {};
for (const name of names) {
  if (!PACKAGE.test(name) || !name.includes(`-${version}-`)) continue;
  files[name] = await sha512(path.join(folder, name));
}
const statement = JSON.stringify({ format: 'sarangbang-release', version, files });
const key = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' });
const signature = sign(null, Buffer.from(statement), key).toString('base64');
for (const name of ['release.json', `release-${version}.json`]) {
  writeFileSync(path.join(folder, name), `${JSON.stringify({ statement, signature })}\n`);
}
for (const name of names.filter((one) => /^latest.*\.yml$/.test(one))) {
  copyFileSync(path.join(folder, name), path.join(folder, name.replace('latest', version)));
}
process.stdout.write(`release.json: ${Object.keys(files).length} packages of ${version}\n`);
