import type { Progress } from '../policy/progress.js';
import { entryAt } from './find-entry.js';
import { render } from './render.js';
import type { Services } from './services.js';

/** The proposed grade and what decided, in one line. */
export function gradeText({ say }: Services, { grade }: Progress): string {
  if (grade.kind !== 'proposed') return say(`grade.${grade.kind}`);
  const { priority, because } = grade.classification;
  return say('grade.proposed', {
    priority,
    name: say(`priority.${priority}`),
    criterion: because.id,
    reason: because.reason,
  });
}

/** Why it is that grade: the criterion, the document's definition, and how to see its entry (section priority-levels). */
export function explainGrade(services: Services, { grade }: Progress): string {
  const { say } = services;
  if (grade.kind !== 'proposed') return say(`grade.${grade.kind}`);
  const { priority, because } = grade.classification;
  const place = entryAt(services, because.section);
  return say('grade.why', {
    priority,
    criterion: because.id,
    reason: because.reason,
    definition: { markdown: place?.section ? render(place.section.blocks) : '' },
    entry: place?.entry.title ?? '',
  });
}
