import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';

/** Goes up when older programs could no longer read what newer ones write. */
const format = 1;

/** What a file holds: a word for it, written into the file, and its shape. */
export interface Content<T> {
  readonly name: string;
  readonly shape: ZodType<T>;
}

/** `newer`: not damaged, but written by a later version of the program. */
export type Decoded<T> = { readonly data: T } | { readonly problem: string; readonly newer: boolean };

const head = /^\{"firstline":"([a-z]+)\/(\d{1,6})","sha256":"([0-9a-f]{64})","data":/;
const tail = '}\n';

const checksum = (body: string) => createHash('sha256').update(body).digest('hex');

/** JSON that says what it is and carries the checksum of its data. */
export function encode(name: string, data: unknown): string {
  const body = JSON.stringify(data);
  return `{"firstline":"${name}/${format}","sha256":"${checksum(body)}","data":${body}${tail}`;
}

export function decode<T>(text: string, content: Content<T>): Decoded<T> {
  if (text === '') return damaged('is empty');
  const [start, name, version, expected] = head.exec(text) ?? [];
  if (start === undefined) return damaged('does not begin like a file of this program');
  if (Number(version) > format) {
    return {
      problem: `was written by a newer version of this program (format ${version}, known is ${format})`,
      newer: true,
    };
  }
  if (name !== content.name) return damaged(`holds ${name} where ${content.name} belong`);
  if (!text.endsWith(tail)) return damaged('is cut off');
  const body = text.slice(start.length, -tail.length);
  if (checksum(body) !== expected) return damaged('does not match its checksum: damaged, or changed by hand');
  const parsed = content.shape.safeParse(JSON.parse(body));
  if (parsed.success) return { data: parsed.data };
  const [issue] = parsed.error.issues;
  return damaged(`has an unknown shape at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`);
}

const damaged = (problem: string) => ({ problem, newer: false });
