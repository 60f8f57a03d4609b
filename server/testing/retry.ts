/** A place is free a moment after somebody left it: tries until it is, each try a round trip. */
export async function retry<T>(attempt: () => Promise<T>, most = 500): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (why) {
      if (tries >= most) throw why;
    }
  }
}
