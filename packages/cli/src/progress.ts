import type { SingleBar } from 'cli-progress'
import type { Counter, Progress } from './io'
import { loadProgressBar } from './load'

/** Tasks shorter than this show no progress, in ms. */
const PATIENCE = 500

/**
 * Shows progress on a terminal, after a short delay; nothing is shown if there is no terminal.
 * `stop` restores the terminal.
 */
export const progressOn = (
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
): { readonly progress: Progress; readonly stop: () => void } => {
  let shown: SingleBar | null = null

  const stop = (): void => {
    shown?.stop()
    shown = null
  }

  const progress = (doing: string): Counter => {
    const began = Date.now()
    return {
      at: (events) => {
        if (shown !== null) shown.update(events)
        else if (stream.isTTY === true && Date.now() - began > PATIENCE) {
          const { SingleBar } = loadProgressBar()
          shown = new SingleBar({
            stream,
            format: `${doing}: {value} events`,
            hideCursor: true,
            clearOnComplete: true,
          })
          shown.start(Infinity, events)
        }
      },
      end: stop,
    }
  }
  return { progress, stop }
}
