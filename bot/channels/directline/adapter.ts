import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, ConversationReference, ResourceResponse } from 'botbuilder';
import { ActivityTypes, BotAdapter, TurnContext } from 'botbuilder-core';
import type { Outgoing } from './outgoing.js';

type Logic = (context: TurnContext) => Promise<void>;

const longestDelay = 5_000;

/** Connects the bot to the embedded Direct Line endpoint, in this process. */
export class DirectLineAdapter extends BotAdapter {
  constructor(private readonly outgoing: Outgoing) {
    super();
  }

  /** Runs one turn. Rejects with what the turn threw, unless `onTurnError` is set. */
  async processActivity(activity: Partial<Activity>, logic: Logic): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) responses.push({ id: await this.send(context, activity) });
    return responses;
  }

  override async updateActivity(
    context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<ResourceResponse | undefined> {
    if (activity.id === undefined) return undefined;
    await this.outgoing.replace(conversationOf(context.activity), activity.id, activity);
    return { id: activity.id };
  }

  override async deleteActivity(
    context: TurnContext,
    reference: Partial<ConversationReference>,
  ): Promise<void> {
    const conversation = reference.conversation?.id ?? conversationOf(context.activity);
    if (reference.activityId === undefined) return;
    await this.outgoing.replace(conversation, reference.activityId, { type: ActivityTypes.MessageDelete });
  }

  /** Starts a turn in a stored conversation, to write to the customer unasked. */
  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: Logic,
  ): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'ContinueConversation' };
    await this.processActivity(TurnContext.applyConversationReference(event, reference, true), logic);
  }

  /** As `continueConversation`; identity and audience mean nothing inside this process. */
  override async continueConversationAsync(
    _identity: unknown,
    reference: Partial<ConversationReference>,
    logicOrAudience: Logic | string,
    logic?: Logic,
  ): Promise<void> {
    const turn = typeof logicOrAudience === 'string' ? logic : logicOrAudience;
    if (turn === undefined) throw new TypeError('continueConversationAsync needs the logic of the turn.');
    await this.continueConversation(reference, turn);
  }

  private async send(context: TurnContext, activity: Partial<Activity>): Promise<string> {
    switch (activity.type) {
      case 'delay':
        await sleep(Math.min(Number(activity.value) || 1000, longestDelay));
        return '';
      case ActivityTypes.Trace:
      case ActivityTypes.InvokeResponse:
        return '';
      default: {
        const conversation = activity.conversation?.id ?? conversationOf(context.activity);
        const [id = ''] = await this.outgoing.post(conversation, [activity]);
        return id;
      }
    }
  }
}

function conversationOf(activity: Partial<Activity>): string {
  const id = activity.conversation?.id;
  if (id === undefined) throw new TypeError('The activity belongs to no conversation.');
  return id;
}
