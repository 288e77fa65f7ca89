import type { Context, Recognition } from '../../knowledge/search/recognition.js';

/** Understands one message. Never rejects for what the text says; bounded in time by the implementation. */
export interface Recognizer {
  recognize(text: string, context?: Context): Promise<Recognition>;
  close(): Promise<void>;
}
