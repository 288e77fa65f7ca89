import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** An image whose pixels are rows of three or four bytes: red, green, blue and, where there is transparency, alpha. */
export interface Png {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (readonly number[])[];
}

const signature = '\x89PNG\r\n\x1a\n';
const colourTypes = new Map([
  [2, 3],
  [6, 4],
]);

/** Reads a PNG with eight bits a channel and without interlacing. Throws on any other. */
export function readPng(file: string): Png {
  const png = readFileSync(file);
  const channels = colourTypes.get(png[25] ?? -1);
  if (png.toString('latin1', 0, 8) !== signature || png[24] !== 8 || png[28] !== 0 || channels === undefined)
    throw new Error(`${file} is no PNG of the expected kind`);
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const bytes = unfilter(inflateSync(imageData(png)), width * channels, channels);
  const pixels = Array.from({ length: width * height }, (_, at) => [
    ...bytes.subarray(at * channels, (at + 1) * channels),
  ]);
  return { width, height, pixels };
}

function imageData(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const isData = png.toString('latin1', at + 4, at + 8) === 'IDAT';
    if (isData) parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

/** Each row begins with the number of the way in which its bytes were guessed from those to the left and above. */
function unfilter(raw: Buffer, stride: number, channels: number): Buffer {
  const rows = raw.length / (stride + 1);
  const bytes = Buffer.alloc(rows * stride);
  for (let at = 0; at < bytes.length; at++) {
    const row = Math.floor(at / stride);
    const isFirst = at % stride < channels;
    const left = isFirst ? 0 : (bytes[at - channels] ?? 0);
    const up = bytes[at - stride] ?? 0;
    const corner = isFirst ? 0 : (bytes[at - stride - channels] ?? 0);
    const guesses = [0, left, up, (left + up) >> 1, nearest(left, up, corner)];
    bytes[at] = (raw[at + row + 1] ?? 0) + (guesses[raw[row * (stride + 1)] ?? 0] ?? 0);
  }
  return bytes;
}

function nearest(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
