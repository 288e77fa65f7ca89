import type { TurnContext } from 'botbuilder';
import type { DialogContext, DialogInstance, DialogState } from 'botbuilder-dialogs';
// The parts that we use, each by its file: the package as a whole loads its prompts' recognisers, 50 MB of them.
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { additionSpec } from './addition.js';
import { answer } from './answer.js';
import { callbackSpec } from './callback.js';
import { type Claim, claimOn } from './claims.js';
import { FormDialog } from './form-dialog.js';
import { incidentSpec } from './incident.js';
import { manageCallback } from './manage-callback.js';
import { OneShot } from './one-shot.js';
import { privacy } from './privacy.js';
import { rate } from './rating.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import type { Stance } from './stance.js';
import { status } from './status.js';
import { help, helpButtons, language, person, privately, talk } from './talk.js';
import type { Turn } from './turn.js';

/** Every dialog of the bot, and what the turn needs to know of the one under way. */
export interface Dialogs {
  /** The dialogs on a stack that is changed in place. */
  readonly contextOf: (context: TurnContext, state: DialogState) => Promise<DialogContext>;
  /** Whether the customer's words answer the open question; undefined for a dialog that asks nothing. */
  readonly stance: (instance: DialogInstance, turn: Turn) => Stance | undefined;
  /** Whether a button was made for what is open in the dialog under way. */
  readonly isOpen: (
    instance: DialogInstance | undefined,
    action: Readonly<Record<string, string>>,
  ) => boolean;
  /** What the message asks for that no open question and no intent covers. */
  readonly claimOn: (
    turn: Turn,
    active: DialogInstance | undefined,
    fits: boolean,
  ) => Promise<Claim | undefined>;
  /** What is said to a button of a conversation that is over. */
  readonly repeated: (turn: Turn) => Reply;
}

export function createDialogs(services: Services): Dialogs {
  const { say } = services;
  const forms = [
    new FormDialog(incidentSpec(services), say, services.newId),
    new FormDialog(callbackSpec(services), say, services.newId),
    new FormDialog(additionSpec(services), say, services.newId),
  ];
  const oneShots = [
    new OneShot('answer', (turn) => answer(services, turn)),
    new OneShot('rate', (turn) => [rate(services, turn)]),
    new OneShot('status', (turn) => status(services, turn)),
    new OneShot('manage', async (turn) => [await manageCallback(services, turn)]),
    new OneShot('privacy', (turn) => privacy(services, turn)),
    new OneShot('forget', (turn) => privacy(services, turn)),
    new OneShot('private', (turn) => [privately(services, turn)]),
    new OneShot('person', (turn) => [person(services, turn)]),
    new OneShot('language', (turn) => [language(services, turn)]),
    new OneShot('talk', (turn) => [talk(services, turn)]),
    new OneShot('help', () => [help(services)]),
    new OneShot('restart', () => [
      { text: say('restarted') },
      { text: say('welcome'), buttons: helpButtons(services) },
    ]),
    new OneShot('nothing', () => [{ text: say('nothing-to-cancel'), buttons: helpButtons(services) }]),
  ];
  return {
    contextOf: async (context, state) => {
      const set = new DialogSet({
        get: async () => state,
        set: async () => undefined,
        delete: async () => undefined,
      });
      for (const dialog of [...forms, ...oneShots]) set.add(dialog);
      // A dialog that another version of the program began, and this one does not have, is over.
      state.dialogStack = state.dialogStack.filter(({ id }) => set.find(id) !== undefined);
      return await set.createContext(context);
    },
    stance: (instance, turn) => forms.find(({ id }) => id === instance.id)?.stance(instance, turn),
    isOpen: (instance, action) =>
      instance !== undefined &&
      (forms.find(({ id }) => id === instance.id)?.isOpen(instance, action) ?? false),
    claimOn: (turn, active, fits) => claimOn(services, turn, active, fits),
    repeated: ({ action, memory }) => {
      const made = memory.made?.find(({ draft }) => draft === action?.draft);
      if (made === undefined) return { text: say('form.gone'), buttons: helpButtons(services) };
      return { text: say(made.added ? 'addition.already' : 'form.made', { number: made.number }) };
    },
  };
}
