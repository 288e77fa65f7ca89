import type { Link, Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textIn } from 'mdast-util-to-string';
import { type Html, html } from './html.js';

/** Blocks of the content are texts of their own: a "#" or "1." at the beginning of one is no heading and no list. */
const inlineOnly = {
  disable: {
    null: [
      'headingAtx',
      'setextUnderline',
      'list',
      'blockQuote',
      'thematicBreak',
      'codeIndented',
      'definition',
      'htmlFlow',
      'htmlText',
    ],
  },
};

/** A text of the content or the wording as HTML of paragraphs; raw HTML in it is shown letter by letter. */
export function markdownHtml(markdown: string): Html {
  return html`${parsed(markdown).map(htmlOf)}`;
}

/** The same without the paragraph around it, for headings, cells and list items. */
export function inlineHtml(markdown: string): Html {
  const nodes = parsed(markdown);
  return html`${nodes.map((node, at) => [at > 0 && html`<br>`, node.type === 'paragraph' ? within(node) : htmlOf(node)])}`;
}

function parsed(markdown: string): readonly Nodes[] {
  return fromMarkdown(markdown, { extensions: [inlineOnly] }).children;
}

function within(node: Parents): Html {
  return html`${node.children.map(htmlOf)}`;
}

function htmlOf(node: Nodes): Html {
  switch (node.type) {
    case 'paragraph':
      return html`<p>${within(node)}</p>`;
    case 'text':
      return html`${node.value}`;
    case 'strong':
      return html`<strong>${within(node)}</strong>`;
    case 'emphasis':
      return html`<em>${within(node)}</em>`;
    case 'inlineCode':
      return html`<code>${node.value}</code>`;
    case 'code':
      return html`<pre><code>${node.value}</code></pre>`;
    case 'break':
      return html`<br>`;
    case 'link':
      return isAddress(node.url) ? linkHtml(node) : within(node);
    default:
      return html`${textIn(node)}`;
  }
}

/** Printed, a link whose words are not its address shows it. */
function linkHtml(node: Link): Html {
  const named = textIn(node) !== node.url;
  return html`<a href="${node.url}"${named && html` class="named"`}>${within(node)}</a>`;
}

const isAddress = (url: string): boolean => /^(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(url);
