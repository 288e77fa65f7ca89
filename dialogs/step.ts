import type { FormState } from './form-state.js';
import type { Values } from './wording.js';

/** What became of the customer's message. */
export type Step =
  /** `learned`: questions that the message answered beside the one that was asked. */
  | { readonly kind: 'answered' | 'unclear'; readonly state: FormState; readonly learned: readonly string[] }
  | { readonly kind: 'back' | 'again' | 'explain' | 'summary'; readonly state: FormState }
  | { readonly kind: 'corrected'; readonly state: FormState; readonly fields: readonly string[] }
  /** The sentence is said, and the question asked again. */
  | { readonly kind: 'said'; readonly state: FormState; readonly key: string; readonly values?: Values }
  /** The form itself has something to tell, such as why the grade is what it is. */
  | { readonly kind: 'asked'; readonly state: FormState; readonly about: string }
  | { readonly kind: 'confirm' | 'discard' | 'pick-field'; readonly state: FormState };
