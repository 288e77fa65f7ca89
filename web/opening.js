/** A link into the chat, such as `/?ask=business-hours`: the server says which words it stands for, if it knows it. */

/** Sends the words that the page's address stands for, once: a reload does not ask again. */
export async function sendOpening(line, userId) {
  const { search, pathname, hash } = window.location;
  if (search === '') return;
  window.history.replaceState(window.history.state, '', pathname + hash);
  const response = await fetch(`/api/chat/opening${search}`);
  if (!response.ok) return;
  const { text } = await response.json();
  line
    .postActivity({ type: 'message', from: { id: userId }, text, textFormat: 'plain' })
    .subscribe({ error: (reason) => console.warn('The question of the link was not sent:', reason) });
}
