import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { WIDTH } from './bert.js';
import type { Encoder } from './encoder.js';

/** An encoder that computes only what its file does not hold. */
export interface KnowingEncoder extends Encoder {
  /** Writes the vectors of all texts that were asked for, and of no others; nothing when the file holds just these. */
  save(): void;
}

/** A text's hash, the factor of its numbers, and a signed byte for each of these. */
const hashBytes = 8;
const recordBytes = hashBytes + 4 + WIDTH;

const head = z.object({ encoder: z.string(), width: z.literal(WIDTH) });

/**
 * Vectors of phrasings kept in a file beside them, so that a build on a new machine takes seconds: encoding thousands of
 * phrasings takes minutes. Vectors of another encoder, or of a damaged file, are computed anew.
 */
export function withKnownVectors(encoder: Encoder, file: string): KnowingEncoder {
  const known = readRecords(file, encoder.fingerprint);
  const before = known.size;
  const used = new Map<string, Buffer>();
  return {
    ...encoder,
    encode: async (texts) => {
      const keys = texts.map(keyOf);
      const missing = [...new Map(texts.map((text, at) => [keys[at] ?? '', text]))].filter(
        ([key]) => !known.has(key),
      );
      const computed = missing.length === 0 ? [] : await encoder.encode(missing.map(([, text]) => text));
      for (const [at, [key]] of missing.entries())
        known.set(key, packed(key, computed[at] ?? new Float32Array(WIDTH)));
      return keys.map((key) => {
        const record = known.get(key) ?? Buffer.alloc(recordBytes);
        used.set(key, record);
        return unpacked(record);
      });
    },
    save: () => {
      if (used.size === before && used.size === known.size) return;
      const records = [...used].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, record]) => record);
      const first = Buffer.from(`${JSON.stringify({ encoder: encoder.fingerprint, width: WIDTH })}\n`);
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        writeFileSync(temporary, Buffer.concat([first, ...records]));
        renameSync(temporary, file);
      } finally {
        rmSync(temporary, { force: true });
      }
    },
  };
}

function readRecords(file: string, fingerprint: string): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  if (!existsSync(file)) return records;
  const bytes = readFileSync(file);
  const start = bytes.indexOf(0x0a) + 1;
  if (start === 0 || (bytes.length - start) % recordBytes !== 0) return records;
  if (encoderOf(bytes.toString('utf8', 0, start)) !== fingerprint) return records;
  for (let at = start; at < bytes.length; at += recordBytes) {
    records.set(bytes.toString('hex', at, at + hashBytes), bytes.subarray(at, at + recordBytes));
  }
  return records;
}

function encoderOf(line: string): string | undefined {
  try {
    return head.parse(JSON.parse(line)).encoder;
  } catch {
    return undefined;
  }
}

function keyOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * hashBytes);
}

function packed(key: string, vector: Float32Array): Buffer {
  const factor = vector.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 127;
  const record = Buffer.alloc(recordBytes);
  record.write(key, 'hex');
  record.writeFloatLE(factor, hashBytes);
  vector.forEach((one, at) => {
    record.writeInt8(factor === 0 ? 0 : Math.round(one / factor), hashBytes + 4 + at);
  });
  return record;
}

function unpacked(record: Buffer): Float32Array {
  const factor = record.readFloatLE(hashBytes);
  return Float32Array.from({ length: WIDTH }, (_, at) => record.readInt8(hashBytes + 4 + at) * factor);
}
