import type { FaqServices } from './faq-services.js';
import { type Html, html, jsonHtml, textOf } from './html.js';
import { longestQuery } from './schema.js';

/** One page of the FAQ: what stands in its head, and its content. */
export interface FaqPage {
  readonly title: string;
  readonly description: string;
  /** Its own address, for search engines; absent for pages that are none of their business. */
  readonly canonical?: string;
  /** schema.org data about it. */
  readonly structured?: object;
  /** What was searched for. */
  readonly query?: string;
  /** The heading above the search field, where the page is about nothing else. */
  readonly heading?: string;
  readonly content: Html;
}

/** The whole page as HTML text. */
export function layout({ say }: FaqServices, page: FaqPage): string {
  const { title, description, canonical, structured, query = '', heading, content } = page;
  const head = html`<meta charset="utf-8">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#eef1f6" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0d1015" media="(prefers-color-scheme: dark)">
${canonical === undefined ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${canonical}">`}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/theme.css">
<link rel="stylesheet" href="/faq.css">
<script type="module" src="/faq.js"></script>
${structured && html`<script type="application/ld+json">${jsonHtml(structured)}</script>`}`;
  const search = html`<form class="search" role="search" action="/faq" method="get">
<label class="unseen" for="q">${say('faq.search')}</label>
<input id="q" name="q" type="search" value="${query}" placeholder="${say('faq.placeholder')}" maxlength="${longestQuery}"
 autocomplete="off" spellcheck="false" enterkeyhint="search" required
 data-one="${say('faq.matches-one')}" data-many="${say('faq.matches')}" data-none="${say('faq.matches-none')}">
<button class="button primary" type="submit">${say('faq.submit')}</button>
</form>`;
  return `<!doctype html>\n${textOf(html`<html lang="en">
<head>
${head}
</head>
<body>
<a class="skip" href="#content">${say('faq.skip')}</a>
<header class="bar">
<a class="brand" href="/faq"><img src="/icon.svg" alt="" width="36" height="36"><span><strong>${say('faq.brand')}</strong> ${say('faq.title')}</span></a>
<a class="button" href="/">${say('faq.chat')}</a>
</header>
<main>
${heading !== undefined && html`<h1 class="hero">${heading}</h1>`}
${search}
<div id="content" tabindex="-1">
${content}
</div>
</main>
</body>
</html>`)}`;
}
