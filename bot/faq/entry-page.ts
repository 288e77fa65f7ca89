import { textsOf } from '../../knowledge/block.js';
import type { Entry } from '../../knowledge/entry.js';
import { plainText } from '../../knowledge/markdown-text.js';
import { entryAddress } from './address.js';
import { blocksHtml } from './block-html.js';
import { answerHtml, offersHtml } from './entry-html.js';
import { entryJson } from './entry-json.js';
import type { FaqServices } from './faq-services.js';
import { html, textOf } from './html.js';
import type { FaqPage } from './layout.js';
import type { EntryJson } from './schema.js';
import { sourceLine } from './source-line.js';

/** The page of one entry. */
export function entryPage(services: FaqServices, entry: Entry): FaqPage {
  const { say, knowledge } = services;
  const json = entryJson(services, entry);
  const { id, question, title, topic, sections } = json;
  const more = knowledge.entries.filter((one) => one.topic === topic && one.id !== id);
  const shownTopic = topic === '' ? say('faq.other-topic') : topic;
  return {
    title: `${title} · ${say('faq.title')}`,
    description: descriptionOf(entry),
    canonical: entryAddress(id),
    structured: structured(json),
    content: html`<article class="entry">
<nav class="path" aria-label="${say('faq.path')}"><a href="/faq">${say('faq.title')}</a> <span aria-hidden="true">›</span> ${shownTopic}</nav>
<h1>${question}</h1>
${
  sections.length > 0 &&
  html`<nav class="parts" aria-label="${say('faq.on-this-page')}"><ul>${sections.map(
    (section) => html`<li><a href="${section.url}">${section.title}</a></li>`,
  )}</ul></nav>`
}
${answerHtml(json)}
${sourceLine(services, title)}
${offersHtml(services, json.offers, id)}
</article>
${
  more.length > 0 &&
  html`<aside class="more" aria-labelledby="more-title"><h2 id="more-title">${say('faq.also-in', {
    topic: { markdown: shownTopic },
  })}</h2><ul>${more.map((one) => html`<li><a href="${entryAddress(one.id)}">${one.title}</a></li>`)}</ul></aside>`
}`,
  };
}

/** As much of the answer as a search engine shows, in characters. */
const longestDescription = 160;

function descriptionOf(entry: Entry): string {
  const blocks = [...entry.answer, ...entry.sections.flatMap((section) => section.blocks)];
  const text = blocks
    .flatMap(textsOf)
    .map((one) => plainText(one.text))
    .join(' ');
  if (text.length <= longestDescription) return text;
  const cut = text.slice(0, longestDescription - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}

/** The entry for search engines: one question with its answer. */
function structured({ question, blocks, sections, title }: EntryJson): object {
  const answer = html`${blocksHtml(blocks, title)}${sections.map(
    (section) => html`<p><strong>${section.title}</strong></p>${blocksHtml(section.blocks, section.title)}`,
  )}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    mainEntity: [
      { '@type': 'Question', name: question, acceptedAnswer: { '@type': 'Answer', text: textOf(answer) } },
    ],
  };
}
