/** What one client may use up; generous for a person, a wall for a script. */
export interface Limits {
  /** Bytes of one posted activity. */
  readonly body: number;
  /** Bytes of one upload with all its files, and of one file. */
  readonly upload: number;
  readonly file: number;
  readonly filesPerUpload: number;
  /** Bytes of all files kept at once, and how long one is kept, in milliseconds. */
  readonly files: number;
  readonly fileLife: number;
  /** Posts of one user in one window of `postWindow` seconds. */
  readonly posts: number;
  readonly postWindow: number;
  /** How many of these may be uploads. */
  readonly uploads: number;
  /** Page tokens for one network address in a minute. */
  readonly tokens: number;
  /** Milliseconds that a client waits for the bot. */
  readonly turn: number;
  /** Activities in one answer or frame. */
  readonly page: number;
  /** Open streams of one conversation. */
  readonly streams: number;
  /** Bytes of one frame from a client, and of what may wait to be sent to one. */
  readonly frame: number;
  readonly backlog: number;
}

export const defaultLimits: Limits = {
  body: 256 * 1024,
  upload: 8 * 1024 * 1024,
  file: 4 * 1024 * 1024,
  filesPerUpload: 10,
  files: 64 * 1024 * 1024,
  fileLife: 24 * 60 * 60 * 1000,
  posts: 100,
  postWindow: 10,
  uploads: 10,
  tokens: 600,
  turn: 15_000,
  page: 100,
  streams: 20,
  frame: 64 * 1024,
  backlog: 4 * 1024 * 1024,
};
