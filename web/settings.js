/** How the page is to look, as the widget asks for it in the address: after the #, which never reaches the server. */

const fits = {
  theme: (text) => text === 'light' || text === 'dark',
  accent: (text) => /^#[0-9a-f]{6}$/i.test(text),
  lang: (text) => text === 'de' || text === 'fr',
  title: (text) => text.length <= 40,
};

const locales = { en: 'en-US', de: 'de-DE', fr: 'fr-FR' };

/** Applies what is asked for and valid; resolves to `{ locale }` for Web Chat. Outside a frame nobody may dress up our page. */
export async function applySettings() {
  const given =
    window.parent === window ? new URLSearchParams() : new URLSearchParams(location.hash.slice(1));
  const read = (name) => {
    const text = given.get(name);
    return text && fits[name](text) ? text : undefined;
  };
  const page = document.documentElement;
  const {
    theme,
    accent,
    title,
    lang = 'en',
  } = {
    theme: read('theme'),
    accent: read('accent'),
    title: read('title'),
    lang: read('lang'),
  };
  if (theme) page.dataset.theme = theme;
  if (accent) page.style.setProperty('--accent', accent);
  if (lang !== 'en') await translate(page, lang);
  if (title) {
    document.title = title;
    document.querySelector('h1').textContent = title;
  }
  return { locale: locales[lang] };
}

/** Without the words the page stays in English. */
async function translate(page, lang) {
  const response = await fetch('/words.json').catch(() => undefined);
  if (!response?.ok) return;
  const words = (await response.json())[lang];
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = words.page[element.dataset.word];
  }
  const { dataset } = document.getElementById('chat');
  dataset.placeholder = words.page.placeholder;
  dataset.userInitials = words.page.you;
  document.getElementById('close-chat').setAttribute('aria-label', words.close);
  page.lang = lang;
}
