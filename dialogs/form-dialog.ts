import type { TurnContext } from 'botbuilder';
import type { DialogContext, DialogInstance, DialogReason, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { choiceIn } from '../knowledge/replies.js';
import type { Answers, Question } from '../policy/intake.js';
import { currentQuestion, type FormReading, type FormState, fits, settle, startForm, yesNo } from './form.js';
import { activityOf, type Button, type Reply } from './reply.js';
import { takeMessage } from './take-message.js';
import { type Turn, turnOf } from './turn.js';
import type { Wording } from './wording.js';

/** What comes after a form: what is said, and the form that follows without a further message of the customer. */
export interface Outcome {
  readonly replies: readonly Reply[];
  readonly next?: { readonly dialog: string; readonly options: object };
}

/** What is known before the first question, and what is said first. */
export interface Beginning {
  readonly opening: readonly Reply[];
  readonly answers: Answers;
  readonly carry: FormState['carry'];
}

/** How one guided conversation differs from another. */
export interface FormSpec<Options extends object> {
  readonly id: string;
  readonly reading: (state: Pick<FormState, 'answers' | 'carry'>, turn: Turn) => FormReading;
  readonly begin: (turn: Turn, options: Options) => Promise<Beginning>;
  /** The question in words, without the choices. */
  readonly ask: (question: Question, state: FormState, turn: Turn) => string;
  /** What follows from an answer before the next question. */
  readonly after: (state: FormState, answered: string | undefined, turn: Turn) => FormState;
  readonly summary: (state: FormState, turn: Turn) => Promise<Reply>;
  /** The fields that can be changed at the summary, as buttons. */
  readonly fields: (state: FormState, turn: Turn) => readonly Button[];
  readonly submit: (state: FormState, turn: Turn) => Promise<Outcome>;
}

/** How the customer's words stand to the open question. */
export interface Stance {
  readonly dialog: string;
  /** They are a clean answer to it. */
  readonly fits: boolean;
  /** It takes any words. */
  readonly free: boolean;
}

/** A guided conversation: asks what is missing, takes answers in any order, can be corrected and left at any step. */
export class FormDialog<Options extends object> extends Dialog<Options> {
  constructor(
    private readonly spec: FormSpec<Options>,
    private readonly say: Wording,
    private readonly newId: () => string,
  ) {
    super(spec.id);
  }

  override async beginDialog(dc: DialogContext, options?: Options): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { answers, carry, opening } = await this.spec.begin(turn, options ?? ({} as Options));
    await send(dc.context, opening);
    const state = startForm(this.newId(), answers, carry);
    return await this.go(dc, settle(state, this.spec.reading(state, turn)));
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const state = stateOf(dc.activeDialog);
    if (turn.action !== undefined) return await this.act(dc, state, turn);
    if (state.leaving) return await this.leave(dc, state, turn);
    const reading = this.spec.reading(state, turn);
    if (leaves(turn) && !fits(state, reading, turn.text)) return await this.askToLeave(dc, state);

    const step = takeMessage(state, reading, turn.text);
    switch (step.kind) {
      case 'confirm':
        return await this.submit(dc, state, turn);
      case 'discard':
        return await this.askToLeave(dc, state);
      case 'pick-field':
        keep(dc, step.state);
        await send(dc.context, [
          { text: this.say('form.which-line'), buttons: this.spec.fields(state, turn) },
        ]);
        return Dialog.EndOfTurn;
      case 'unclear':
        return await this.goUnclear(dc, step.state, turn);
      case 'explain':
        await send(dc.context, [{ text: this.explanation(state, reading) }]);
        return await this.go(dc, step.state);
      case 'summary':
        await send(dc.context, [await this.spec.summary(state, turn)]);
        return await this.go(dc, step.state);
      case 'corrected':
        return await this.go(dc, step.state, this.say('form.corrected'));
      case 'remarked':
        return await this.go(dc, step.state, this.say(`remark.${step.remark}`));
      case 'added':
        return await this.go(dc, step.state, this.say('form.added', { problem: step.problem }));
      case 'answered': {
        const next = this.spec.after(step.state, state.asking, turn);
        return await this.go(dc, next === step.state ? next : settle(next, this.spec.reading(next, turn)));
      }
      default:
        return await this.go(dc, step.state);
    }
  }

  /** A question was answered in between, or another dialog is over: the same step again. */
  override async resumeDialog(dc: DialogContext, _reason: DialogReason): Promise<DialogTurnResult> {
    return await this.go(dc, stateOf(dc.activeDialog), this.say('form.back-to'));
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await send(context, [await this.prompt(stateOf(instance), turnOf(context))]);
  }

  stance(instance: DialogInstance, turn: Turn): Stance {
    const state = stateOf(instance);
    const reading = this.spec.reading(state, turn);
    return {
      dialog: this.id,
      fits: fits(state, reading, turn.text),
      free: !state.leaving && currentQuestion(state, reading)?.kind === 'text',
    };
  }

  private async go(dc: DialogContext, state: FormState, before?: string): Promise<DialogTurnResult> {
    keep(dc, state);
    const prompt = await this.prompt(state, turnOf(dc.context));
    await send(dc.context, [
      before === undefined ? prompt : { ...prompt, text: `${before}\n\n${prompt.text}` },
    ]);
    return Dialog.EndOfTurn;
  }

  private async goUnclear(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const question = currentQuestion(state, this.spec.reading(state, turn));
    const reading = this.spec.reading(state, turn);
    const alternatives = question === undefined ? [] : reading.alternatives(question, turn.text);
    if (alternatives.length > 0) {
      keep(dc, state);
      await send(dc.context, [
        { text: this.say('form.which-of-these'), buttons: alternatives.map((title) => ({ title })) },
      ]);
      return Dialog.EndOfTurn;
    }
    const reason = question && reading.hint(question, turn.text);
    const hint =
      (reason === undefined ? undefined : this.say.maybe(`unclear.${question?.kind}-${reason}`)) ??
      this.say.maybe(`unclear.${question?.id}`) ??
      this.say(`unclear.${question?.kind ?? 'confirm'}`);
    return await this.go(
      dc,
      state,
      state.misses > 1 && question ? `${hint} ${this.say('unclear.again')}` : hint,
    );
  }

  private async prompt(state: FormState, turn: Turn): Promise<Reply> {
    if (state.leaving) return this.leaveQuestion();
    const reading = this.spec.reading(state, turn);
    const question = currentQuestion(state, reading);
    if (question === undefined) return await this.spec.summary(state, turn);
    const choices = reading.choices(question, state.answers);
    const buttons: Button[] = choices.map(({ label }) => ({ title: label }));
    if (question.optional && !choices.some(({ value }) => value === 'unknown'))
      buttons.push({ title: this.say('button.skip') });
    return { text: this.spec.ask(question, state, turn), buttons };
  }

  private explanation(state: FormState, reading: FormReading): string {
    const question = currentQuestion(state, reading);
    return this.say.maybe(`why.${question?.id}`) ?? this.say('why.default');
  }

  /** A button of a card: works for the draft that it was made for, and once. */
  private async act(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const open = currentQuestion(state, this.spec.reading(state, turn)) === undefined;
    if (turn.action?.draft === state.draftId && open) {
      if (turn.action.do === 'confirm') return await this.submit(dc, state, turn);
      if (turn.action.do === 'discard') return await this.askToLeave(dc, state);
    }
    return await this.go(dc, state, this.say('form.out-of-date'));
  }

  private async submit(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const { replies, next } = await this.spec.submit(state, turn);
    await send(dc.context, replies);
    return next === undefined ? await dc.endDialog() : await dc.replaceDialog(next.dialog, next.options);
  }

  private async askToLeave(dc: DialogContext, state: FormState): Promise<DialogTurnResult> {
    return await this.go(dc, { ...state, leaving: true });
  }

  private async leave(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const reading = this.spec.reading(state, turn);
    const meant = choiceIn(turn.text, yesNo, reading.replies) ?? (leaves(turn) ? 'yes' : 'no');
    if (meant === 'no') return await this.go(dc, { ...state, leaving: false });
    await send(dc.context, [{ text: this.say(`left.${this.spec.id}`) }]);
    return await dc.cancelAllDialogs();
  }

  private leaveQuestion(): Reply {
    return {
      text: this.say(`leave.${this.spec.id}`),
      buttons: [{ title: this.say('choice.yes') }, { title: this.say('choice.no') }],
    };
  }
}

/** An order to stop is short; in a longer text "stop" or "start over" is part of a description. */
const orderWords = 8;

function leaves({ recognition: { intent, certainty }, text }: Turn): boolean {
  const order = intent === 'cancel' || intent === 'restart';
  return order && certainty >= 0.7 && text.split(/\s+/).length <= orderWords;
}

function stateOf(instance: DialogInstance | undefined): FormState {
  return instance?.state as FormState;
}

function keep(dc: DialogContext, state: FormState): void {
  if (dc.activeDialog) dc.activeDialog.state = state;
}

async function send(context: TurnContext, replies: readonly Reply[]): Promise<void> {
  for (const reply of replies) await context.sendActivity(activityOf(reply));
}
