import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from './config.js';

/** Where builds for the program itself go. */
export const builtFolder = (root: string): string => join(root, 'built');

/** The knowledge file of a content folder: one for each folder, so that two of them do not overwrite each other. */
export function knowledgeFile({ content, root }: Pick<Config, 'content' | 'root'>): string {
  const own = content === join(root, 'knowledge/content');
  const name = own ? 'knowledge' : `knowledge-${sha256(content).slice(0, 12)}`;
  return join(builtFolder(root), `${name}.json`);
}

/** The file of a model, named after all that it is made from. */
export function modelFile(folder: string, hash: string): string {
  return join(folder, `model-${hash.slice(0, 16)}.bin`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
