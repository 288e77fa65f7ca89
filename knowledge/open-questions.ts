import { z } from 'zod';
import type { Finding } from './finding.js';
import { readYamlFile } from './yaml.js';

const openQuestions = z.array(
  z.strictObject({
    /** Ids of the entries that contradict each other, or themselves. */
    about: z.array(z.string()).min(1),
    /** What cannot both be so. */
    question: z.string().min(1),
    /** What the bot says until somebody at the vendor has decided. */
    meanwhile: z.string().min(1),
  }),
);

/** The contradictions that the editor has listed in `open-questions.yaml`, each as a warning until it is decided and removed. */
export function openQuestionsOf(file: string, ids: ReadonlySet<string>): readonly Finding[] {
  const { content, lineOf } = readYamlFile(file, openQuestions, []);
  return content.flatMap(({ about, question, meanwhile }, at): readonly Finding[] => {
    const line = lineOf([at]);
    const message = `listed by the editor, to be decided by the vendor: ${question} Until then: ${meanwhile}`;
    const unknown = about.filter((id) => !ids.has(id));
    return [
      { file, line, severity: 'warning', message },
      ...unknown.map(
        (id): Finding => ({ file, line, severity: 'warning', message: `there is no entry "${id}"` }),
      ),
    ];
  });
}
