import { ActionTypes, type Activity, InputHints, MessageFactory } from 'botbuilder-core';
import { adaptiveCard } from './adaptive-card.js';
import type { Card } from './card.js';
import { plainText } from './plain-text.js';
import type { Button, Reply, Source } from './reply.js';
import type { Surface } from './surface.js';

/** What is sent: an activity without its addresses. */
type Message = Partial<Activity>;

/** A larger card is refused by Teams, in bytes of JSON; with room for what the channel adds. */
export const cardLimit = 24 * 1024;

/** The reply as a Bot Framework activity, as the channel can show it. Every button can be typed: its title says what it does. */
export function activityOf(reply: Reply, surface: Surface): Message {
  const { text, buttons = [] } = reply;
  switch (surface.shows) {
    case 'cards':
      return withSource(cardMessage(reply, surface), reply.source, surface);
    case 'buttons':
      return { ...message(text), ...(buttons.length > 0 ? { suggestedActions: suggested(buttons) } : {}) };
    case 'text':
      return message(
        [text, buttons.map(({ title }) => `- ${title}`).join('\n')].filter(Boolean).join('\n\n'),
      );
  }
}

function message(text: string): Message {
  return { ...MessageFactory.text(text, undefined, InputHints.ExpectingInput), textFormat: 'markdown' };
}

function suggested(buttons: readonly Button[]): Activity['suggestedActions'] {
  return {
    to: [],
    actions: buttons.map(({ title, action }) =>
      action === undefined
        ? { type: ActionTypes.ImBack, title, value: title }
        : { type: ActionTypes.MessageBack, title, text: title, displayText: title, value: action },
    ),
  };
}

/** Text alone stays a message; a card that would be too large becomes text with its buttons below. */
function cardMessage(reply: Reply, surface: Surface): Message {
  const { text, card, buttons = [] } = reply;
  if (card === undefined && buttons.length === 0) return message(text);
  const whole: Card = card ?? { parts: [{ kind: 'text', text }] };
  const drawn = withCard(reply, whole, surface);
  if (JSON.stringify(drawn).length <= cardLimit) return drawn;
  return buttons.length > 0 ? withCard(reply, { above: text, parts: [] }, surface) : message(text);
}

function withCard(reply: Reply, card: Card, { echoes }: Surface): Message {
  const notice = plainText(card.above ?? reply.text, 200);
  const content = adaptiveCard(card, reply, { fallbackText: notice, echoes });
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  if (card.above !== undefined) return { ...message(card.above), attachments };
  const { text: _inTheCard, ...rest } = message('');
  return { ...rest, summary: notice, attachments };
}

/** Teams' own marks below an answer: where it is from, and thumbs. No label that a model wrote it: it is an extract. */
function withSource(sent: Message, source: Source | undefined, { cites, rates }: Surface): Message {
  if (source === undefined) return sent;
  return {
    ...sent,
    ...(cites && sent.text ? { text: `${sent.text} [1]`, entities: [citation(source)] } : {}),
    ...(rates ? { channelData: { feedbackLoop: { type: 'default' } } } : {}),
  };
}

function citation({ title, extract }: Source) {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    citation: [
      {
        '@type': 'Claim',
        position: 1,
        appearance: { '@type': 'DigitalDocument', name: title.slice(0, 80), abstract: extract },
      },
    ],
  };
}
