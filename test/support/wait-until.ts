/** Resolves once the condition holds; rejects with its name after `patience` milliseconds. */
export async function waitUntil(
  name: string,
  holds: () => boolean | Promise<boolean>,
  patience = 5_000,
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
