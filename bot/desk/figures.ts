import type { Server } from 'restify';
import { figuresOf } from '../../handoff/figures.js';
import { findGaps } from '../../handoff/gaps.js';
import { isTimeZone } from '../../policy/wall-clock.js';
import type { DeskParts } from './desk-parts.js';

const day = 24 * 60 * 60 * 1000;
const days = 14;
/** As many groups of messages as somebody looks through. */
const mostGaps = 30;
/** Of each group. */
const mostTexts = 5;

/** `/desk/api/figures`: what was asked in the last two weeks and what became of it, and what an editor should look at. */
export function mountFigures(server: Server, { sessions, store, knowledge, now }: DeskParts): void {
  const titleOf = (id: string) =>
    knowledge.entries.find((entry) => entry.id === id.split('#')[0])?.title ?? id;

  server.get('/desk/api/figures', async (request, response) => {
    await sessions.require(request);
    const asked = new URLSearchParams(request.getQuery()).get('timeZone') ?? '';
    const timeZone = isTimeZone(asked) ? asked : 'UTC';
    const uses = await store.feedback.list({ since: new Date(now().getTime() - days * day) });
    const figures = figuresOf(uses, timeZone, now());
    const gaps = findGaps(uses).filter(({ kind }) => kind === 'unanswered' || kind === 'not-helped');
    response.json(200, {
      at: now().toISOString(),
      timeZone,
      days,
      figures: figures.map((one) => ({
        ...one,
        entries: one.entries.map((entry) => ({ ...entry, title: titleOf(entry.entry) })),
      })),
      gaps: gaps.slice(0, mostGaps).map(({ texts, entry, ...gap }) => ({
        ...gap,
        title: entry === null ? null : titleOf(entry),
        texts: texts.slice(0, mostTexts),
      })),
    });
  });
}
