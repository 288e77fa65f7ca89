import type { Answers, Question } from '../policy/intake.js';
import type { FormReading } from './form.js';
import type { FormState } from './form-state.js';
import type { Button, Reply } from './reply.js';
import type { Turn } from './turn.js';

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
  /** The draft that is taken up again, in place of a new one. */
  readonly resumed?: FormState;
}

/** What the form tells of itself, and its state thereafter. */
export interface Told {
  readonly text: string;
  readonly state: FormState;
}

/** How one guided conversation differs from another. */
export interface FormSpec<Options extends object> {
  readonly id: string;
  /** Whether files and pasted logs belong to it. */
  readonly takesFiles: boolean;
  readonly reading: (state: Pick<FormState, 'answers' | 'carry'>, turn: Turn) => FormReading;
  readonly begin: (turn: Turn, options: Options) => Promise<Beginning>;
  /** The question in words, without the choices. */
  readonly ask: (question: Question, state: FormState, turn: Turn) => string;
  /** What follows from an answer before the next question. */
  readonly after: (state: FormState, answered: string | undefined, turn: Turn) => Promise<FormState>;
  /** The state with words that are worth keeping beside what was `understood` of them; undefined when they are not. */
  readonly keepWords: (state: FormState, turn: Turn, understood: boolean) => FormState | undefined;
  /** What the customer asked of the form itself, such as `grade`: why it is what it is. */
  readonly tell: (about: string, state: FormState, turn: Turn) => Promise<Told>;
  /** These answers in a row, to be read back. */
  readonly readBack: (fields: readonly string[], state: FormState) => string;
  /** What is to be said when the customer gives these of their own accord, such as how personal data are handled. */
  readonly caution: (fields: readonly string[], turn: Turn) => readonly string[];
  readonly summary: (state: FormState, turn: Turn) => Promise<Reply>;
  /** The fields that can be changed at the summary, as buttons. */
  readonly fields: (state: FormState, turn: Turn) => readonly Button[];
  /** Which of the wording's sentences on leaving fits: `leave.<parting>` asks, `left.<parting>` tells. */
  readonly parting: (state: FormState) => string;
  /** Which of the wording's last questions fits: `confirm.<confirming>`, and with `-first` below the summary. */
  readonly confirming: (state: FormState) => string;
  readonly submit: (state: FormState, turn: Turn) => Promise<Outcome>;
}
