import { ActionTypes, type Activity, InputHints, MessageFactory } from 'botbuilder';

/** What a click sends back: words as if typed, or an action whose words are shown. */
export interface Button {
  readonly title: string;
  readonly action?: Readonly<Record<string, string>>;
}

/** One message to the customer, for any channel: Markdown and what may be clicked. */
export interface Reply {
  readonly text: string;
  readonly buttons?: readonly Button[];
}

/** The reply as a Bot Framework activity. Every button can be typed: its title says what it does. */
export function activityOf(reply: Reply): Partial<Activity> {
  const activity = MessageFactory.text(reply.text, undefined, InputHints.ExpectingInput);
  activity.textFormat = 'markdown';
  if (!reply.buttons?.length) return activity;
  return {
    ...activity,
    suggestedActions: {
      to: [],
      actions: reply.buttons.map(({ title, action }) =>
        action === undefined
          ? { type: ActionTypes.ImBack, title, value: title }
          : { type: ActionTypes.MessageBack, title, text: title, displayText: title, value: action },
      ),
    },
  };
}
