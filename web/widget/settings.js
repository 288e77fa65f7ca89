/** What the script tag asks for by its `data-` attributes. */

const oneOf = (...values) => ({ fits: (text) => values.includes(text), write: values.join(' or ') });

const line = (longest) => ({
  fits: (text) => text.length <= longest && !/\p{Cc}/u.test(text),
  write: `one line of at most ${longest} characters`,
});

const attributes = {
  theme: oneOf('auto', 'light', 'dark'),
  position: oneOf('right', 'left'),
  lang: oneOf('en', 'de', 'fr'),
  preload: oneOf('idle', 'hover'),
  accent: { fits: (text) => /^#[0-9a-f]{6}$/i.test(text), write: 'a colour such as #2b5fd9' },
  title: line(40),
  greeting: line(160),
};

/** What cannot be used is left out, and whoever wrote it is told in the console. */
export function readSettings(dataset) {
  const settings = { theme: 'auto', position: 'right', lang: 'en', preload: 'idle' };
  for (const [name, { fits, write }] of Object.entries(attributes)) {
    const text = dataset[name]?.trim();
    if (!text) continue;
    if (fits(text)) settings[name] = text;
    else console.warn(`Firstline: data-${name} is ignored; write ${write}.`);
  }
  return settings;
}
