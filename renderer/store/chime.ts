/** The app's own small sound: two soft tones, made here, so that there is no file to play. */

/** Hz, a falling third; and how long the whole takes, in seconds. */
const TONES = [659.3, 523.3] as const;
const STEP_S = 0.13;
const FADE_S = 0.45;
const LOUDNESS = 0.12;

let context: AudioContext | null = null;

/** Does nothing where there is no sound. */
export const chime = (): void => {
  try {
    context ??= new AudioContext();
    const { currentTime: now, destination } = context;
    for (const [n, frequency] of TONES.entries()) {
      const begin = now + n * STEP_S;
      const tone = new OscillatorNode(context, { type: 'sine', frequency });
      const loudness = new GainNode(context, { gain: 0 });
      loudness.gain.setValueAtTime(0, begin);
      loudness.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.015);
      loudness.gain.exponentialRampToValueAtTime(0.0001, begin + FADE_S);
      tone.connect(loudness).connect(destination);
      tone.start(begin);
      tone.stop(begin + FADE_S);
    }
  } catch {
    // no audio device
  }
};
