import type { Entry } from '../../knowledge/entry.js';
import { entryAddress } from './address.js';
import type { FaqServices } from './faq-services.js';
import { type Html, html } from './html.js';
import type { FaqPage } from './layout.js';
import { sourceLine } from './source-line.js';

/** All entries by topic, in the order of the document. */
export function overviewPage(services: FaqServices): FaqPage {
  const { say, knowledge } = services;
  return {
    title: `${say('faq.title')} · ${say('faq.brand')}`,
    description: say('faq.description', { document: { markdown: knowledge.document.title } }),
    canonical: '/faq',
    structured: {
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      name: knowledge.document.title,
      itemListElement: knowledge.entries.map(({ id, question }, at) => ({
        '@type': 'ListItem',
        position: at + 1,
        name: question,
        url: entryAddress(id),
      })),
    },
    heading: say('faq.heading'),
    content: html`${topicsHtml(services)}
${sourceLine(services)}`,
  };
}

/** The topics with their entries, as they follow a search that found nothing, too. */
export function topicsHtml({ knowledge, say }: FaqServices): Html {
  const topics = [...new Set(knowledge.entries.map(({ topic }) => topic))];
  return html`<section class="topics" aria-label="${say('faq.topics')}">${topics.map(
    (topic) => html`<section class="topic">
<h2>${topic === '' ? say('faq.other-topic') : topic}</h2>
<ul>${knowledge.entries.filter((entry) => entry.topic === topic).map(linkHtml)}</ul>
</section>`,
  )}</section>`;
}

const linkHtml = ({ id, title, question }: Entry): Html =>
  html`<li><a href="${entryAddress(id)}">${title}</a>${question !== title && html`<span>${question}</span>`}</li>`;
