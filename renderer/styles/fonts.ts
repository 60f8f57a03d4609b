/** A font that takes longer is not waited for, in ms. */
const WAIT_MS = 1_000;

/**
 * Resolves when the text can be laid out as it will be seen. Lines that are measured in another
 * font change their height when it comes, under whoever reads them already.
 */
export const fontsReady = async (): Promise<void> => {
  const loaded = document.fonts.load('1rem "Pretendard Variable"').catch(() => []);
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, WAIT_MS))]);
};
