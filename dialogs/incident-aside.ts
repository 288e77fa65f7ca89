import { after, commandIn, mentions, placeIn } from '../knowledge/replies.js';
import type { Grade } from '../policy/progress.js';
import type { FormState } from './form-state.js';
import type { Services } from './services.js';
import type { Step } from './step.js';

/** An order or a remark is short; in a longer text its words are part of the story. */
const orderWords = 12;

/** As many problems as are taken from one conversation in a row. */
const mostProblems = 9;

/** What only the intake of incidents understands. */
export function incidentAside(
  { knowledge: { replies } }: Services,
  state: FormState,
  text: string,
  grade: Grade,
): Step | undefined {
  const graded = grade.kind !== 'open';
  const short = text.split(/\s+/).length <= orderWords;
  if (commandIn(text, replies) === 'save' || (short && mentions(text, 'later', replies)))
    return { kind: 'asked', about: 'save', state };
  const further = after(text, 'another', replies);
  if (further !== undefined && (state.answers.description || state.carry.parts)) return added(further);
  if (!short) return undefined;
  if (mentions(text, 'policy-refused', replies)) return { kind: 'said', key: 'privacy.refused', state };
  const registered = ['unregistered', 'registered'].find((said) => mentions(text, said, replies));
  if (registered !== undefined) return { kind: 'said', key: `incident.${registered}`, state };
  if (graded && mentions(text, 'why-grade', replies)) return { kind: 'asked', about: 'grade', state };
  return problemsChanged() ?? (text.endsWith('?') ? undefined : remark());

  function problemsChanged(): Step | undefined {
    const { parts = [], rest = [] } = state.carry;
    const undecided = parts.length > 1;
    const problems = undecided ? parts : [state.answers.description ?? '', ...rest];
    if (problems.length < 2) return undefined;
    if (!undecided && mentions(text, 'merge', replies)) {
      const answers = { ...state.answers, description: problems.join('\n') };
      return {
        kind: 'said',
        key: 'form.merged',
        state: { ...state, answers, carry: { ...state.carry, rest: [] } },
      };
    }
    const place = mentions(text, 'drop', replies) ? placeIn(text, problems.length, replies) : undefined;
    if (place === undefined) return undefined;
    if (!undecided && place === 0) return { kind: 'said', key: 'form.drop-first', state };
    const left = problems.filter((_problem, index) => index !== place);
    const values = { problem: problems[place] ?? '' };
    if (!undecided)
      return { kind: 'said', key: 'form.dropped', values, state: carrying(state, 'rest', left.slice(1)) };
    if (left.length > 1)
      return { kind: 'said', key: 'form.dropped', values, state: carrying(state, 'parts', left) };
    const answers = { ...state.answers, split: 'separate' };
    return { kind: 'answered', learned: [], state: { ...carrying(state, 'parts', left), answers } };
  }

  function remark(): Step | undefined {
    const proposed = grade.kind === 'proposed' ? grade.classification.priority : undefined;
    const wanted = /\bp[1-4]\b/i.exec(text)?.[0].toUpperCase();
    const insists = mentions(text, 'dispute', replies);
    if (insists && proposed !== undefined && proposed === wanted)
      return { kind: 'said', key: 'remark.grade-agreed', values: { priority: wanted }, state };
    const higher = graded && proposed !== 'P1' && mentions(text, 'urgent', replies);
    const disputes = insists || higher;
    const id = disputes ? 'grade-disputed' : mentions(text, 'urgent', replies) ? 'urgency-stated' : undefined;
    if (id === undefined) return undefined;
    const { remarks = [], more = [] } = state.carry;
    const noted = carrying(carrying(state, 'remarks', [...remarks, id]), 'more', [...more, text]);
    return { kind: 'said', key: `remark.${graded || !disputes ? id : 'grade-disputed-early'}`, state: noted };
  }

  function added(problem: string): Step {
    const { parts = [], rest = [] } = state.carry;
    const list = parts.length > 1 ? 'parts' : 'rest';
    const problems = [...(list === 'parts' ? parts : rest), problem];
    return problems.length > mostProblems
      ? { kind: 'said', key: 'form.too-many', state }
      : { kind: 'said', key: 'form.added', values: { problem }, state: carrying(state, list, problems) };
  }
}

/** The state with this list in place of what it carried under that name; each text once. */
export function carrying(state: FormState, what: string, texts: readonly string[]): FormState {
  return { ...state, carry: { ...state.carry, [what]: [...new Set(texts)] } };
}
