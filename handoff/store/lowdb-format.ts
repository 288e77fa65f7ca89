import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';

/** Goes up when older programs could no longer read what newer ones write. */
const format = 1;

/** What a file holds: a word for it, written into the file, its shape, and what of it is to be readable on its own. */
export interface Content<T, S> {
  readonly name: string;
  readonly shape: ZodType<T>;
  readonly summaryShape: ZodType<S>;
  readonly summarise: (data: T) => S;
}

/** `newer`: not damaged, but written by a later version of the program. */
export type Decoded<T> = { readonly data: T } | { readonly problem: string; readonly newer: boolean };

const head = /^\{"firstline":"([a-z]+)\/(\d{1,6})","sha256":"([0-9a-f]{64})","summary":/;
/** JSON text holds no line break of its own: the first one after the head is ours. */
const between = '\n,"data":';
const tail = '}\n';

const checksum = (body: string) => createHash('sha256').update(body).digest('hex');

/** JSON that says what it is and carries the checksum of its summary and data. */
export function encode<T, S>(data: T, { name, summarise }: Content<T, S>): string {
  const body = JSON.stringify(summarise(data)) + between + JSON.stringify(data);
  return `{"firstline":"${name}/${format}","sha256":"${checksum(body)}","summary":${body}${tail}`;
}

export function decode<T, S>(text: string, content: Content<T, S>): Decoded<T> {
  const body = checkedBody(text, content.name);
  return 'data' in body
    ? parse(body.data.slice(endOfSummary(body.data) + between.length), content.shape)
    : body;
}

/** Checks all of the text, but takes the trouble of understanding only the summary. */
export function decodeSummary<T, S>(text: string, content: Content<T, S>): Decoded<S> {
  const body = checkedBody(text, content.name);
  return 'data' in body ? parse(body.data.slice(0, endOfSummary(body.data)), content.summaryShape) : body;
}

const endOfSummary = (body: string) => Math.max(0, body.indexOf(between));

function checkedBody(text: string, name: string): Decoded<string> {
  if (text === '') return damaged('is empty');
  const [start, written, version, expected] = head.exec(text) ?? [];
  if (start === undefined) return damaged('does not begin like a file of this program');
  if (Number(version) > format) {
    const problem = `was written by a newer version of this program (format ${version}, known is ${format})`;
    return { problem, newer: true };
  }
  if (written !== name) return damaged(`holds ${written} where ${name} belong`);
  if (!text.endsWith(tail)) return damaged('is cut off');
  const body = text.slice(start.length, -tail.length);
  if (checksum(body) !== expected) return damaged('does not match its checksum: damaged, or changed by hand');
  return { data: body };
}

function parse<T>(json: string, shape: ZodType<T>): Decoded<T> {
  const parsed = shape.safeParse(JSON.parse(json));
  if (parsed.success) return { data: parsed.data };
  const [issue] = parsed.error.issues;
  return damaged(`has an unknown shape at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`);
}

const damaged = (problem: string) => ({ problem, newer: false });
