import type { FormState } from './form-state.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** Notes that a guided report begins, and gives what it carries along to be recognised and timed by. */
export function beginIntake(
  { newId, now }: Services,
  { note }: Turn,
  carry: FormState['carry'],
): FormState['carry'] {
  const intake = newId();
  note({ what: 'intake-begun', intake });
  return {
    ...carry,
    intake: [intake],
    reported: carry.reported?.length ? carry.reported : [now().toISOString()],
  };
}

/** Notes that the customer left it. Forms that are no reports carry nothing, and nothing is noted. */
export function leaveIntake({ note }: Turn, { carry, asking }: FormState): void {
  const [intake] = carry.intake ?? [];
  if (intake !== undefined) note({ what: 'intake-left', intake, at: asking ?? null });
}

/** Notes the case that a report came to. */
export function endIntake(
  { now }: Services,
  { note }: Turn,
  { carry }: FormState,
  { priority }: { readonly priority: string | null },
): void {
  const [intake] = carry.intake ?? [];
  const [reported] = carry.reported ?? [];
  if (intake === undefined || reported === undefined) return;
  const seconds = Math.max(0, Math.round((now().getTime() - Date.parse(reported)) / 1000));
  if (Number.isFinite(seconds)) note({ what: 'case-created', intake, priority, seconds });
}
