import { z } from 'zod';
import { readAnswer } from './ivanti-answer.js';
import { IvantiError } from './ivanti-error.js';

/** A record of a business object. */
export interface IvantiRecord {
  readonly recId: string;
  /** The value of a field as text, empty when it has none; undefined when the record has no such field. */
  field(name: string): string | undefined;
}

export type IvantiFields = Readonly<Record<string, string | number | boolean>>;

/** The REST interface for business objects, by their names in addresses such as `incidents`. Everything throws an IvantiError. */
export interface IvantiClient {
  /** The records, twenty at most, in whose field stands exactly this, capitals apart. */
  find(object: string, field: string, value: string, signal: AbortSignal): Promise<readonly IvantiRecord[]>;
  create(object: string, fields: IvantiFields, signal: AbortSignal): Promise<IvantiRecord>;
  update(object: string, recId: string, fields: IvantiFields, signal: AbortSignal): Promise<void>;
}

/** After a creation without an answer: it may still be under way there, and looking for it too early would find nothing. */
const untilSettled = 60_000;

const recordShape = z.record(z.string(), z.unknown());
const listShape = z.object({ value: z.array(recordShape).max(1_000) });

/** `url`: the tenant's address, up to where `/api` follows. */
export function createIvantiClient({
  url,
  key,
}: {
  readonly url: string;
  readonly key: string;
}): IvantiClient {
  async function call(method: string, path: string, signal: AbortSignal, fields?: IvantiFields) {
    try {
      const response = await fetch(`${url}/api/odata/businessobject/${path}`, {
        method,
        headers: {
          authorization: `rest_api_key=${key}`,
          accept: 'application/json',
          ...(fields && { 'content-type': 'application/json' }),
        },
        ...(fields && { body: JSON.stringify(fields) }),
        redirect: 'manual',
        signal,
      });
      return await readAnswer(response);
    } catch (error) {
      if (error instanceof IvantiError) throw error;
      throw new IvantiError('later', signal.aborted ? 'it did not answer in time' : reachedNot(error));
    }
  }

  return {
    async find(object, field, value, signal) {
      const filter = encodeURIComponent(`${field} eq '${value.replaceAll("'", "''")}'`);
      const answer = await call('GET', `${object}?$filter=${filter}&$top=20`, signal).catch(
        (error: unknown) => {
          // What is looked for was written here: the field must be wrong.
          if (!(error instanceof IvantiError) || error.trouble !== 'refused') throw error;
          throw new IvantiError('setup', `${error.message} to a look-up of ${object} by ${field}`);
        },
      );
      if (answer === undefined) return [];
      const list = listShape.safeParse(answer);
      if (!list.success) throw odd(`a look-up of ${object}`);
      const found = list.data.value.map((one) => recordOf(one, `a look-up of ${object}`));
      const wanted = found.filter((one) => same(one.field(field), value));
      // Some tenants answer a filter that they do not understand with all there is.
      if (found.length > 0 && wanted.length === 0)
        throw new IvantiError('setup', `it does not heed a look-up of ${object} by ${field}`);
      return wanted;
    },
    async create(object, fields, signal) {
      try {
        return recordOf(await call('POST', object, signal, fields), `a new record of ${object}`);
      } catch (error) {
        if (!(error instanceof IvantiError) || error.trouble !== 'later') throw error;
        const wait = Math.max(untilSettled, error.afterMilliseconds ?? 0);
        throw new IvantiError('later', error.message, wait);
      }
    },
    async update(object, recId, fields, signal) {
      await call('PATCH', `${object}('${encodeURIComponent(recId)}')`, signal, fields);
    },
  };
}

/** Field names are taken as their tenant writes them, capitals apart: RecId is RecID elsewhere. */
function recordOf(content: unknown, what: string): IvantiRecord {
  const fields = recordShape.safeParse(content);
  if (!fields.success) throw odd(what);
  const byName = new Map(Object.entries(fields.data).map(([name, value]) => [name.toLowerCase(), value]));
  const field = (name: string): string | undefined => {
    const value = byName.get(name.toLowerCase());
    if (value === null) return '';
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const recId = field('RecId');
  if (!recId) throw odd(what);
  return { recId, field };
}

function same(one: string | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}

function odd(what: string): IvantiError {
  return new IvantiError('later', `its answer to ${what} has another shape than documented`);
}

/** fetch says only that it failed; the cause says why. */
function reachedNot(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return `it could not be reached: ${String(cause ?? error)}`;
}
