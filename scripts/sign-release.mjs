/**
 * `node scripts/sign-release.mjs FOLDER`: writes `release.json`, by which the app knows an update for
 * genuine: version and hash of every package in the folder, signed with SARANGBANG_SIGNING_KEY (PKCS#8,
 * base64). `--new-key` prints a pair instead: the secret for signing, the public one for packages.
 */
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from './lib/run.mjs';
import { giveUp } from './lib/say.mjs';

const PACKAGE = /\.(deb|rpm|AppImage|exe|zip|dmg|tar\.gz)$/;
const [word] = process.argv.slice(2);

if (word === '--new-key') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const open = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url').toString('base64');
  process.stdout.write(`SARANGBANG_SIGNING_KEY=${secret}\nSARANGBANG_UPDATE_KEY=${open}\n`);
  process.exit(0);
}

const folder = path.resolve(word ?? path.join('dist', 'packages'));
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

const files = {};
for (const name of readdirSync(folder)
  .filter((one) => PACKAGE.test(one))
  .sort()) {
  files[name] = await sha512(path.join(folder, name));
}
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const statement = JSON.stringify({ format: 'sarangbang-release', version, files });
const key = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' });
const signature = sign(null, Buffer.from(statement), key).toString('base64');
writeFileSync(path.join(folder, 'release.json'), `${JSON.stringify({ statement, signature })}\n`);
process.stdout.write(`release.json: ${Object.keys(files).length} packages of ${version}\n`);
