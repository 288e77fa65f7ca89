/** Loaded ahead of a bot by program.ts: tells on request what the process takes, and how long its event loop stood still since it was asked last. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    rss: process.memoryUsage.rss() / 1e6,
    cpu: (user + system) / 1e3,
    held: delay.max / 1e6 - 1,
  });
  delay.reset();
});
process.channel?.unref();
