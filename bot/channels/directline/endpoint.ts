import { randomBytes } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { ConversationLog } from '../../../handoff/store/store.js';
import type { Logger } from '../../log.js';
import { type Addresses, createAddresses } from './address.js';
import { type Conversations, createConversations } from './conversations.js';
import { createFiles, type Files } from './files.js';
import { defaultLimits, type Limits } from './limits.js';
import { createOrigins, type Origins } from './origins.js';
import { createStreams, type Streams } from './streams.js';
import { createTokens, type Tokens } from './tokens.js';
import { createTurns, type Turns } from './turns.js';

export interface DirectLineOptions {
  /** Opens every conversation and signs the tokens: the same secret accepts the tokens of an earlier run. */
  readonly secret: string;
  readonly log: ConversationLog;
  /** Runs one turn of the bot; resolves when the turn is over. */
  readonly receive: (activity: Partial<Activity>) => Promise<void>;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Web origins besides our own that may use the endpoint, such as `https://www.example.com`. */
  readonly allowedOrigins?: readonly string[];
  /** Whether a proxy stands in front whose X-Forwarded headers tell scheme and client address. */
  readonly behindProxy?: boolean;
  readonly limits?: Partial<Limits>;
}

/** The parts of the endpoint, as its routes use them. */
export interface Endpoint {
  readonly secret: string;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly addresses: Addresses;
  readonly origins: Origins;
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly turns: Turns;
  readonly streams: Streams;
  readonly files: Files;
}

export function createEndpoint(options: DirectLineOptions): Endpoint {
  const { secret, now, logger } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const addresses = createAddresses(options.behindProxy ?? false);
  const origins = createOrigins(options.allowedOrigins ?? []);
  const tokens = createTokens(secret, now);
  const wake = (conversation: string) => streams.wake(conversation);
  const conversations = createConversations(options.log, now, limits.page, wake);
  const streams = createStreams(tokens.readTicket, conversations.page, origins, limits, logger);
  const turns = createTurns(options.receive, limits.turn, logger);
  const files = createFiles(limits, now);
  return { secret, limits, logger, addresses, origins, tokens, conversations, turns, streams, files };
}

/** An id of 128 random bits, fit for a path segment. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** A user id that only a token can carry: clients refuse to set one that begins like this. */
export const newUser = (): string => `dl_${newId()}`;
