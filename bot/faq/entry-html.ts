import { askAddress } from './address.js';
import { blocksHtml } from './block-html.js';
import type { FaqServices } from './faq-services.js';
import { type Html, html } from './html.js';
import { inlineHtml } from './markdown-html.js';
import type { EntryJson, OfferJson } from './schema.js';

/** The answer of an entry: its lead, its blocks and its sections. */
export function answerHtml({ lead, blocks, sections, title }: EntryJson): Html {
  return html`${lead !== null && html`<p class="lead">${inlineHtml(lead)}</p>`}
${blocksHtml(blocks, title)}
${sections.map(
  (section) => html`<section class="part" id="${section.id}" aria-labelledby="${section.id}-title">
<h2 id="${section.id}-title"><a href="${section.url}">${section.title}</a></h2>
${blocksHtml(section.blocks, section.title)}
</section>`,
)}`;
}

/** What can be done next: asking about an entry (`about`: its id), actions in the chat, then other entries and addresses. */
export function offersHtml({ say }: FaqServices, offers: readonly OfferJson[], about?: string): Html {
  const actions = offers.filter(({ kind }) => kind === 'action');
  const others = offers.filter(({ kind }) => kind !== 'action');
  return html`<nav class="offers" aria-label="${say('faq.actions')}">
<ul class="buttons">
${about !== undefined && html`<li><a class="button primary" href="${askAddress(about)}">${say('faq.ask')}</a></li>`}
${actions.map(({ title, url }) => html`<li><a class="button" href="${url}">${title}</a></li>`)}
</ul>
${
  others.length > 0 &&
  html`<h2>${say('faq.see-also')}</h2><ul class="also">${others.map(
    ({ title, url, kind }) => html`<li><a class="to-${kind}" href="${url}">${title}</a></li>`,
  )}</ul>`
}
</nav>`;
}
