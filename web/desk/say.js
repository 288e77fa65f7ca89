/** Short messages at the edge of the page, read out by screen readers. */
let timer;

export function say(text, isProblem = false) {
  const toast = document.getElementById('toast');
  toast.textContent = text;
  toast.classList.toggle('problem', isProblem);
  toast.classList.add('shown');
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove('shown'), 6_000);
}
