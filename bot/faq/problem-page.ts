import type { FaqServices } from './faq-services.js';
import { html } from './html.js';
import type { FaqPage } from './layout.js';
import { inlineHtml } from './markdown-html.js';
import { topicsHtml } from './overview-page.js';

/** A page that says what is wrong in the words of `faq.<key>`, with the topics to go on from. */
export function problemPage(
  services: FaqServices,
  key: 'missing' | 'too-long' | 'busy',
  values: Readonly<Record<string, number>> = {},
): FaqPage {
  const { say } = services;
  return {
    title: say('faq.title'),
    description: say('faq.title'),
    content: html`<article class="entry result"><h1>${inlineHtml(say(`faq.${key}`, values))}</h1>
${key === 'missing' && html`<p>${inlineHtml(say('faq.missing-next'))}</p>`}</article>
${topicsHtml(services)}`,
  };
}
