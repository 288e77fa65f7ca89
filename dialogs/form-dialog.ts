import type { TurnContext } from 'botbuilder';
import type { DialogContext, DialogInstance, DialogReason, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { attach } from './attach.js';
import { currentQuestion, settle } from './form.js';
import { attachedNotes, keptNotes, unclearHint } from './form-hints.js';
import { formPrompt, withNotes } from './form-prompt.js';
import type { FormSpec } from './form-spec.js';
import { type FormState, restoreForm, startForm, upToDate } from './form-state.js';
import { isForStep, stepOf } from './form-step.js';
import { leaveIntake } from './intake-use.js';
import { leaves, partingIn } from './leaving.js';
import { splitPaste } from './paste.js';
import type { Button } from './reply.js';
import { send } from './send.js';
import type { Stance } from './stance.js';
import { fits, takeMessage } from './take-message.js';
import { type Turn, turnOf } from './turn.js';
import type { Wording } from './wording.js';

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
    const { answers, carry, opening, resumed } = await this.spec.begin(turn, options ?? ({} as Options));
    await send(dc.context, opening);
    const state = resumed ?? startForm(this.newId(), answers, carry);
    return await this.go(dc, settle(state, this.spec.reading(state, turn)));
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const stored = this.stateOf(dc.activeDialog);
    const state = upToDate(stored, this.spec.reading(stored, turn).questions);
    if (turn.away) await send(dc.context, [{ text: this.say('form.welcome-back') }]);
    if (turn.action !== undefined) return await this.act(dc, state, turn);
    const reading = this.spec.reading(state, turn);
    const parting = state.leaving !== 'no' ? partingIn(turn.text, reading.replies) : undefined;
    const insists = state.leaving !== 'no' && parting === undefined && leaves(turn);
    if (parting === 'yes' || insists) return await this.leave(dc, state);
    const staying: FormState = { ...state, leaving: 'no' };
    if (parting === 'no') return await this.go(dc, staying);
    if (leaves(turn) && !fits(staying, reading, turn.text)) return await this.askToLeave(dc, staying, turn);
    return this.spec.takesFiles ? await this.takeAll(dc, staying, turn) : await this.take(dc, staying, turn);
  }

  /** A question was answered in between, or another dialog is over: the same step again. */
  override async resumeDialog(dc: DialogContext, _reason: DialogReason): Promise<DialogTurnResult> {
    const { away, recognition } = turnOf(dc.context);
    const before = away
      ? [this.say('form.welcome-back')]
      : recognition.kind === 'smalltalk'
        ? []
        : [this.say('form.back-to')];
    return await this.go(dc, this.stateOf(dc.activeDialog), before, true);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const prompt = await formPrompt(this.spec, this.say, this.stateOf(instance), turnOf(context), true);
    await send(context, [prompt]);
  }

  stance(instance: DialogInstance, turn: Turn): Stance {
    const state = this.stateOf(instance);
    const reading = this.spec.reading(state, turn);
    const free = currentQuestion(state, reading)?.kind === 'text';
    const brings = turn.files.length > 0 || splitPaste(turn.text, free).paste !== '';
    return {
      dialog: this.id,
      fits: (this.spec.takesFiles && brings) || fits(state, reading, turn.text),
      free: state.leaving === 'no' && free,
    };
  }

  /** Whether a button was made for what is open here. */
  isOpen(instance: DialogInstance, action: Readonly<Record<string, string>>): boolean {
    return isForStep(action, this.stateOf(instance));
  }

  /** Files and pastes first, then the words beside them. Where evidence was asked for, they are the answer. */
  private async takeAll(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const reading = this.spec.reading(state, turn);
    const question = currentQuestion(state, reading);
    const brought = attach(state, turn, { text: turn.text, free: question?.kind === 'text' });
    const notes = attachedNotes(this.say, brought);
    if (brought.said !== '')
      return await this.take(dc, brought.state, { ...turn, text: brought.said }, notes);
    const isAnswer =
      question?.part === 'evidence' && question.kind === 'text' && brought.files.length + brought.lines > 0;
    if (!isAnswer) return await this.go(dc, brought.state, notes);
    const answers = { ...state.answers, [question.id]: this.say('form.see-attachment') };
    return await this.go(dc, settle({ ...brought.state, answers }, reading), notes);
  }

  private async take(
    dc: DialogContext,
    state: FormState,
    turn: Turn,
    notes: readonly string[] = [],
  ): Promise<DialogTurnResult> {
    const step = takeMessage(state, this.spec.reading(state, turn), turn.text);
    switch (step.kind) {
      case 'confirm':
        return await this.submit(dc, state, turn);
      case 'discard':
        return await this.askToLeave(dc, state, turn);
      case 'pick-field':
        return await this.offer(dc, step.state, 'form.which-line', this.spec.fields(state, turn));
      case 'unclear': {
        const noted = this.noted(step.learned, step.state, turn);
        const kept = this.spec.keepWords(step.state, turn, noted.length > 0);
        if (noted.length > 0) return await this.go(dc, kept ?? step.state, [...notes, ...noted]);
        if (kept) return await this.go(dc, kept, [...notes, ...keptNotes(this.say, turn)]);
        // Who sent a log or a file was not trying to answer.
        if (notes.length > 0) return await this.go(dc, { ...step.state, misses: state.misses }, notes);
        return await this.goUnclear(dc, step.state, turn);
      }
      case 'explain':
        return await this.explain(dc, step.state, turn);
      case 'summary':
        if (currentQuestion(state, this.spec.reading(state, turn)))
          await send(dc.context, [{ text: (await this.spec.summary(state, turn)).text }]);
        return await this.go(dc, step.state);
      case 'corrected': {
        const changed = this.say('form.corrected', {
          lines: { markdown: this.spec.readBack(step.fields, step.state) },
        });
        return await this.go(dc, step.state, [...notes, changed]);
      }
      case 'said':
        return await this.go(dc, step.state, [...notes, this.say(step.key, step.values)]);
      case 'asked':
        return await this.tell(dc, step.about, step.state, turn);
      case 'answered': {
        const closed = currentQuestion(state, this.spec.reading(state, turn))?.kind !== 'text';
        const kept = (closed ? this.spec.keepWords(step.state, turn, true) : undefined) ?? step.state;
        const next = await this.spec.after(kept, state.asking, turn);
        const settled = next === kept ? next : settle(next, this.spec.reading(next, turn));
        return await this.go(dc, settled, [...notes, ...this.noted(step.learned, settled, turn)]);
      }
      default:
        return await this.go(dc, step.state, notes);
    }
  }

  private async go(
    dc: DialogContext,
    state: FormState,
    before: readonly string[] = [],
    briefly = false,
  ): Promise<DialogTurnResult> {
    keep(dc, state);
    const prompt = await formPrompt(this.spec, this.say, state, turnOf(dc.context), briefly);
    await send(dc.context, [withNotes(prompt, before)]);
    return Dialog.EndOfTurn;
  }

  private noted(fields: readonly string[], state: FormState, turn: Turn): readonly string[] {
    const lines = this.spec.readBack(fields, state);
    if (lines === '') return this.spec.caution(fields, turn);
    return [this.say('form.noted', { lines: { markdown: lines } }), ...this.spec.caution(fields, turn)];
  }

  private async goUnclear(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const reading = this.spec.reading(state, turn);
    const question = currentQuestion(state, reading);
    const alternatives = question === undefined ? [] : reading.alternatives(question, turn.text);
    const buttons = alternatives.map((title) => ({ title }));
    if (buttons.length > 0) return await this.offer(dc, state, 'form.which-of-these', buttons);
    return await this.go(dc, state, [unclearHint(this.say, state, reading, turn)], true);
  }

  private async offer(
    dc: DialogContext,
    state: FormState,
    question: string,
    buttons: readonly Button[],
  ): Promise<DialogTurnResult> {
    keep(dc, state);
    await send(dc.context, [{ text: this.say(question), buttons, step: stepOf(state) }]);
    return Dialog.EndOfTurn;
  }

  private async explain(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const question = currentQuestion(state, this.spec.reading(state, turn));
    if (question === undefined) return await this.tell(dc, 'grade', state, turn);
    return await this.go(dc, state, [this.say.maybe(`why.${question.id}`) ?? this.say('why.default')]);
  }

  private async tell(
    dc: DialogContext,
    about: string,
    state: FormState,
    turn: Turn,
  ): Promise<DialogTurnResult> {
    const told = await this.spec.tell(about, state, turn);
    return await this.go(dc, told.state, [told.text], true);
  }

  /** A button of a card: works for the draft that it was made for, and once. */
  private async act(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const open = currentQuestion(state, this.spec.reading(state, turn)) === undefined;
    if (turn.action !== undefined && isForStep(turn.action, state) && open) {
      if (turn.action.do === 'confirm') return await this.submit(dc, state, turn);
      if (turn.action.do === 'discard') return await this.askToLeave(dc, state, turn);
    }
    return await this.go(dc, state, [this.say('form.out-of-date')]);
  }

  private async submit(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const { replies, next } = await this.spec.submit(state, turn);
    await send(dc.context, replies);
    return next === undefined ? await dc.endDialog() : await dc.replaceDialog(next.dialog, next.options);
  }

  private async askToLeave(dc: DialogContext, state: FormState, turn: Turn): Promise<DialogTurnResult> {
    const how = turn.recognition.intent === 'restart' ? 'restart' : 'stop';
    const leaving: FormState = { ...state, leaving: how };
    return Object.keys(state.answers).length > 0 ? await this.go(dc, leaving) : await this.leave(dc, leaving);
  }

  private async leave(dc: DialogContext, state: FormState): Promise<DialogTurnResult> {
    leaveIntake(turnOf(dc.context), state);
    await send(dc.context, [{ text: this.say(`left.${this.spec.parting(state)}`) }]);
    return state.leaving === 'restart' ? await dc.replaceDialog(this.id, {}) : await dc.endDialog();
  }

  private stateOf(instance: DialogInstance | undefined): FormState {
    return restoreForm(instance?.state, this.newId);
  }
}

function keep(dc: DialogContext, state: FormState): void {
  if (dc.activeDialog) dc.activeDialog.state = state;
}
