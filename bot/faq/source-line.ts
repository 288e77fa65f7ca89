import type { FaqServices } from './faq-services.js';
import { type Html, html } from './html.js';
import { inlineHtml } from './markdown-html.js';

/** Which document this comes from, of which edition, and that it is a guide only; `section`: the entry's title. */
export function sourceLine({ knowledge, say }: FaqServices, section?: string): Html {
  const { title, edition } = knowledge.document;
  const values = { document: title, edition: edition ?? '', title: section ?? '' };
  const key = `faq.source${section === undefined ? '-document' : ''}${edition === undefined ? '-undated' : ''}`;
  return html`<p class="source">${inlineHtml(`${say(key, values)} ${say('answer.guide', values)}`)}</p>`;
}
