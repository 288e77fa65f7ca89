/** What a later page of the same tab should know: `open`, `closed`, or null when the widget was never touched. */

const key = 'firstline.widget';

/** A browser that keeps nothing for us only makes the next page begin with the button alone. */
export function recallState() {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberState(state) {
  try {
    sessionStorage.setItem(key, state);
  } catch {
    // See above.
  }
}
