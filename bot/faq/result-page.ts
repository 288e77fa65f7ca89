import { answerHtml, offersHtml } from './entry-html.js';
import type { FaqServices } from './faq-services.js';
import { type Html, html } from './html.js';
import type { FaqPage } from './layout.js';
import { inlineHtml } from './markdown-html.js';
import { topicsHtml } from './overview-page.js';
import type { CandidateJson, EntryJson, FoundJson } from './schema.js';
import { sourceLine } from './source-line.js';

/** What was found for a question: the fact first, then the entry and where it stands; or an honest no with the next step. */
export function resultPage(services: FaqServices, found: FoundJson): FaqPage {
  const { say } = services;
  const { query, outcome, entry } = found;
  return {
    title: `${query} · ${say('faq.title')}`,
    description: say('faq.results'),
    query,
    content: html`<article class="entry result ${outcome}">
<h1><span>${say('faq.results')}</span> “${query}”</h1>
${entry ? answered(services, found, entry) : unanswered(services, found)}
<p class="noted">${say('faq.noted')}</p>
</article>
${outcome === 'none' && topicsHtml(services)}`,
  };
}

function answered(
  services: FaqServices,
  { fact, section, candidates, next }: FoundJson,
  entry: EntryJson,
): Html {
  const { say } = services;
  const part = entry.sections.find(({ id }) => id === section);
  const { title, url } = part ?? entry;
  const about = part ? `${entry.id}#${part.id}` : entry.id;
  return html`${
    fact !== null &&
    html`<div class="fact"><strong>${say('faq.fact')}</strong><p>${inlineHtml(fact)}</p></div>`
  }
<h2 class="found"><a href="${url}">${part ? part.title : entry.question}</a></h2>
${answerHtml(part ? { ...entry, lead: null, blocks: part.blocks, sections: [] } : entry)}
${sourceLine(services, part ? `${entry.title}: ${title}` : title)}
${offersHtml(services, next, about)}
${candidatesHtml(say('faq.others'), candidates.slice(1))}`;
}

function unanswered(services: FaqServices, { outcome, candidates, next }: FoundJson): Html {
  const { say } = services;
  if (outcome === 'choose') {
    return html`<p class="lead">${inlineHtml(say('faq.choose'))}</p>
${candidatesHtml(undefined, candidates)}
${offersHtml(services, next)}`;
  }
  return html`<p class="lead">${inlineHtml(say(outcome === 'request' ? 'faq.request' : 'faq.none'))}</p>
${offersHtml(services, next)}
${candidatesHtml(say('faq.near'), candidates)}`;
}

function candidatesHtml(heading: string | undefined, candidates: readonly CandidateJson[]): Html | undefined {
  if (candidates.length === 0) return undefined;
  return html`<section class="candidates">${heading !== undefined && html`<h2>${heading}</h2>`}
<ul>${candidates.map(({ title, url }) => html`<li><a href="${url}">${title}</a></li>`)}</ul></section>`;
}
