import { entryNamed } from '../dialogs/find-entry.js';
import { offerIn } from '../dialogs/offers.js';
import type { Services } from '../dialogs/services.js';
import type { Memory } from '../dialogs/turn.js';
import { plain } from '../knowledge/replies.js';
import { nothingIn, type Recognition } from '../knowledge/search/recognition.js';
import { textLimit } from './channels/text-limit.js';
import type { Recognizer } from './recognizer/recognizer.js';

/** Reads one message: the exact words of a button mean what the button says, anything else goes to the recogniser. */
export async function understand(
  services: Pick<Services, 'knowledge' | 'say'>,
  recognizer: Recognizer,
  text: string,
  memory: Memory,
): Promise<Recognition> {
  if (text === '' || text.length > textLimit) return nothingIn(text);
  const intent = offerIn(services, text);
  if (intent !== undefined) return { ...nothingIn(text), kind: 'action', intent };
  if (plain(text) === plain(services.say('offer.none-of-these'))) return nothingIn(text);
  const entry = entryNamed(services, text);
  if (entry !== undefined)
    return { ...nothingIn(text), kind: 'faq', decision: 'answer', entries: [{ ...entry, confidence: 1 }] };
  return await recognizer.recognize(text, {
    ...(memory.entry === undefined ? {} : { entry: memory.entry }),
    ...(memory.question === undefined ? {} : { question: memory.question }),
  });
}
