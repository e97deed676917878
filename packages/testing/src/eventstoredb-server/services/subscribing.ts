import type { Node } from '../node'
import type { Output } from '../output'
import { tooSlow } from '../wire/failure'
import type { ReadAnswer } from '../wire/read-answer.codec'
import type { Selection } from '../wire/read-request.codec'
import { sourceOf, type Source } from './source'

/** Waits for something to be written, or for the subscription to be over. */
const nextAppend = (node: Node, output: Output<ReadAnswer>): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      stopListening()
      stopClosing()
      resolve()
    }
    const stopListening = node.appended.listen(wake)
    const stopClosing = output.onClose(wake)
  })

/** Waits for a live reader that is behind; it is dropped if too much is written meanwhile. */
const catchingUp = async (
  node: Node,
  output: Output<ReadAnswer>,
  source: Source,
  behind: Promise<void>,
): Promise<void> => {
  const check = (): void => {
    if (source.waiting() > node.plan.consumerBuffer) output.fail(tooSlow())
  }
  if (node.plan.consumerBuffer === Infinity) return behind
  const stop = node.appended.listen(check)
  check()
  await behind
  stop()
}

/** Confirms, catches up, says so once, and goes on with what is written. */
export const subscribe = async (
  node: Node,
  output: Output<ReadAnswer>,
  request: Selection,
  id: string,
): Promise<void> => {
  const source = sourceOf(node.log, request, node.now())
  const fault = node.plan.streams.take(({ only }) => only !== 'read')
  let live = false
  let sent = 0
  await output.send({ kind: 'confirmation', id })
  while (output.isOpen()) {
    if (sent === fault?.after) {
      output.finish(fault.how)
      return
    }
    const answer = source.next()
    if (answer !== undefined) {
      const behind = output.send(answer)
      if (answer.kind === 'event') sent++
      if (behind !== undefined) await (live ? catchingUp(node, output, source, behind) : behind)
      continue
    }
    const failure = source.failure()
    if (failure !== undefined) {
      output.fail(failure)
      return
    }
    if (live) await nextAppend(node, output)
    else if (node.plan.caughtUp) await output.send({ kind: 'caught-up' })
    live = true
  }
}
