import { z } from 'zod';
import { chatTokenAnswer, chatTokenRequest } from '../channels/directline/chat-token.js';
import { apiSchemas, entry, entryList, faqQuery, found, opening } from './schema.js';

const problem = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .describe('What is wrong, in plain words')
  .register(apiSchemas, { id: 'Problem' });
const health = z
  .looseObject({ status: z.enum(['ok', 'unavailable']) })
  .describe('Whether work can be done')
  .register(apiSchemas, { id: 'Health' });
apiSchemas.add(chatTokenRequest, { id: 'ChatTokenRequest' });
apiSchemas.add(chatTokenAnswer, { id: 'ChatToken' });

const problems: Readonly<Record<number, string>> = {
  400: 'The request is not as described here',
  403: 'The page may not do this',
  404: 'There is no such thing',
  413: 'The body is too large',
  415: 'The body is not of the described type',
  429: 'Too many requests; Retry-After tells how many seconds to wait',
};

/** The description of the public JSON endpoints, by the very schemas that they are checked with; OpenAPI 3.1. */
export function openApi(): object {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Firstline',
      version: '1',
      summary: 'The support FAQ as JSON, and what the chat page asks for.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [{ name: 'FAQ' }, { name: 'Chat' }, { name: 'Operation' }],
    paths: {
      '/api/faq': {
        get: {
          operationId: 'searchFaq',
          tags: ['FAQ'],
          summary: 'Answer a question, or list all entries',
          parameters: parametersOf(faqQuery),
          responses: {
            200: answer('What was found; without `q`, all entries', found, entryList),
            ...refusals(400, 429),
          },
        },
      },
      '/api/faq/{id}': {
        get: {
          operationId: 'getEntry',
          tags: ['FAQ'],
          summary: 'One entry with its answer',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: answer('The entry', entry), ...refusals(404) },
        },
      },
      '/api/chat/opening': {
        get: {
          operationId: 'getOpening',
          tags: ['Chat'],
          summary: 'The first message that a link into the chat stands for',
          parameters: [
            {
              name: 'ask',
              in: 'query',
              description: 'Entry id, or entry#section',
              schema: { type: 'string' },
            },
            {
              name: 'do',
              in: 'query',
              description: 'An offer, such as open-case',
              schema: { type: 'string' },
            },
          ],
          responses: { 200: answer('The words to send', opening), ...refusals(404) },
        },
      },
      '/api/chat/token': {
        post: {
          operationId: 'createChatToken',
          tags: ['Chat'],
          summary: 'A token for the chat page',
          requestBody: { required: false, content: json(chatTokenRequest) },
          responses: { 200: answer('The token', chatTokenAnswer), ...refusals(400, 403, 413, 415, 429) },
        },
      },
      '/healthz': {
        get: {
          operationId: 'getHealth',
          tags: ['Operation'],
          summary: 'Whether work can be done',
          responses: { 200: answer('It can', health), 503: answer('It cannot', health) },
        },
      },
    },
    components: { schemas: componentSchemas() },
  };
}

const addressOf = (id: string): string => `#/components/schemas/${id}`;

function componentSchemas(): Readonly<Record<string, object>> {
  const { schemas } = z.toJSONSchema(apiSchemas, { uri: addressOf });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, $schema, ...schema }]) => [id, schema]));
}

function json(...schemas: readonly z.ZodType[]): object {
  const [first, ...more] = schemas.map((schema) => ({ $ref: addressOf(apiSchemas.get(schema)?.id ?? '') }));
  return { 'application/json': { schema: more.length === 0 ? first : { anyOf: [first, ...more] } } };
}

const answer = (description: string, ...schemas: readonly z.ZodType[]): object => ({
  description,
  content: json(...schemas),
});

const refusals = (...statuses: readonly number[]): Readonly<Record<number, object>> =>
  Object.fromEntries(statuses.map((status) => [status, answer(problems[status] ?? '', problem)]));

function parametersOf(query: z.ZodObject): readonly object[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = typeof schema === 'object' ? schema : {};
    return { name, in: 'query', required: false, description, schema: rest };
  });
}
