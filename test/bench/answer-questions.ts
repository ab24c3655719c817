/** The child's side of `startPeer`: says where it listens, then answers what it is asked. */
export function answerQuestions(info: Record<string, string>): void {
  let last = process.cpuUsage();
  process.on('message', (question) => {
    if (question === 'cpu') {
      const used = process.cpuUsage(last);
      last = process.cpuUsage();
      process.send?.(used.user + used.system);
    } else {
      process.send?.(Math.round(process.memoryUsage.rss() / 1e6));
    }
  });
  process.on('SIGTERM', () => process.exit(0));
  process.send?.(info);
}
