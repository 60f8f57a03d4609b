/** What packages say about themselves, in one place. */
export const APP_ID = 'app.sarangbang.Sarangbang';
export const EXECUTABLE = 'sarangbang';
export const SCHEME = 'sarangbang';

export const SUMMARY = {
  en: 'Chat with the people around you',
  ko: '같은 공간에서, 바로 대화해요',
};
export const DESCRIPTION = {
  en: 'One person opens a room on their computer, everybody on the same network can join. No account, no cloud.',
  ko: '한 사람이 자기 컴퓨터에서 방을 열면 같은 네트워크의 모두가 들어올 수 있어요. 가입도 클라우드도 없어요.',
};

/** A domain that nobody can own (RFC 2606): `npm run release:check` refuses to release with it. */
export const PLACEHOLDER = 'sarangbang.example';

/** Where people find the project, and who answers for a package: whoever makes a release says so. */
export const homepage = (env = process.env) => env.SARANGBANG_HOMEPAGE || `https://${PLACEHOLDER}/`;
export const maintainer = (env = process.env) =>
  env.SARANGBANG_MAINTAINER || `The Sarangbang authors <packages@${PLACEHOLDER}>`;
/**
 * The folder that holds `latest*.yml`, the packages and `release.json`, and the key that signed the
 * last (Ed25519, 32 bytes in base64). Null without both: the app then never looks for updates.
 */
export const updates = (
  { SARANGBANG_UPDATE_FEED: url, SARANGBANG_UPDATE_KEY: key } = process.env,
) => (url && key ? { url, key } : null);
