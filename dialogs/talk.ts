import type { Button, Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** A short fitting answer to courtesy, by its topic; a general one for a topic that the wording does not know. */
export function talk({ say }: Services, turn: Turn): Reply {
  const text = say.maybe(`talk.${turn.recognition.topic ?? 'other'}`) ?? say('talk.other');
  return {
    text,
    ...(turn.recognition.topic === 'frustration' ? { buttons: [{ title: say('offer.human') }] } : {}),
  };
}

/** What the bot can do, with a button for each. */
export function help(services: Services): Reply {
  return { text: services.say('help'), buttons: helpButtons(services) };
}

export function helpButtons({ say }: Services): readonly Button[] {
  return ['triage', 'callback-queue', 'case-status', 'human'].map((id) => ({ title: say(`offer.${id}`) }));
}

/** People are reached by callback or through a case: the document knows no other way. */
export function person({ say }: Services): Reply {
  return {
    text: say('person.offer'),
    buttons: ['callback-now', 'callback-queue', 'open-case'].map((id) => ({ title: say(`offer.${id}`) })),
  };
}
