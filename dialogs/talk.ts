import type { Button, Reply } from './reply.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** A short fitting answer to courtesy, by its topic, in a guided conversation without another offer; a general one for other topics. */
export function talk({ say }: Services, turn: Turn): Reply {
  const topic = turn.recognition.topic ?? 'other';
  const aside = turn.guided ? (say.maybe(`talk-aside.${topic}`) ?? say('talk-aside.other')) : undefined;
  const text = aside ?? say.maybe(`talk.${topic}`) ?? say('talk.other');
  return {
    text,
    ...(turn.recognition.topic === 'frustration' ? { buttons: [{ title: say('offer.human') }] } : {}),
  };
}

/** To somebody who writes another language and was not understood: a case can be made of their words as they are. */
export function language({ say }: Services, { foreign = 'other', memory, text, note }: Turn): Reply {
  note({ what: 'unanswered', near: null, text });
  memory.unanswered = text;
  memory.offered = 'incident';
  return {
    text: `${say(`language.${foreign}`)} ${say(`language-offer.${foreign}`)}`,
    buttons: ['open-case', 'human'].map((id) => ({ title: say(`offer.${id}`) })),
  };
}

/** What the bot can do, with a button for each. */
export function help(services: Services): Reply {
  return { text: services.say('help'), buttons: helpButtons(services) };
}

export function helpButtons({ say }: Services): readonly Button[] {
  return ['triage', 'callback-queue', 'case-status', 'human'].map((id) => ({ title: say(`offer.${id}`) }));
}

/** Cases and callbacks are for the personal chat; a link leads there where the channel has one. */
export function privately({ say }: Services, { surface: { personalChat } }: Turn): Reply {
  const text = say('group');
  if (personalChat === undefined) return { text };
  return {
    text,
    card: {
      parts: [{ kind: 'text', text }],
      links: [{ title: say('card.personal-chat'), url: personalChat }],
    },
  };
}

/** People are reached by callback or through a case: the document knows no other way. */
export function person({ say }: Services, { guided }: Turn): Reply {
  // The open question follows at once, and with it its own buttons.
  if (guided) return { text: say('person.aside') };
  return {
    text: say('person.offer'),
    buttons: ['callback-now', 'callback-queue', 'open-case'].map((id) => ({ title: say(`offer.${id}`) })),
  };
}
