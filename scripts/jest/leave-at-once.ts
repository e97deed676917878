/**
 * Ends a Jest worker as soon as nothing keeps it running. Freeing piece by piece what some hundred
 * spec files have left behind can take Node longer than Jest waits, which then kills the worker and
 * warns of open handles. If there are open handles, it still does.
 */
export const leaveAtOnce = (): void => {
  if (process.send !== undefined) process.once('beforeExit', () => process.exit())
}
