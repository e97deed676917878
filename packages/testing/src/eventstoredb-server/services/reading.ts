import { passes } from '../log/filter'
import { resolved } from '../log/link'
import { currentRevision, isSoftDeleted, isTombstoned } from '../log/log'
import { readLog, readStream, type Cursor } from '../log/reading'
import type { Node } from '../node'
import type { Output } from '../output'
import { invalid, streamDeleted, type Failure } from '../wire/failure'
import type { ReadAnswer } from '../wire/read-answer.codec'
import type { ReadRequest } from '../wire/read-request.codec'

type CountedRead = Extract<ReadRequest, { kind: 'read' }>

/** What is read, or why nothing is. */
type Opened =
  | { readonly kind: 'events'; readonly next: Cursor }
  | { readonly kind: 'not-found'; readonly stream: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

const open = ({ log, now }: Node, request: CountedRead): Opened => {
  const { stream, from, direction, count } = request
  if (!(count > 0))
    return { kind: 'failed', failure: invalid(`maxCount should be positive, not ${count}.`) }
  if (stream === undefined) return { kind: 'events', next: readLog(log, from, direction) }
  if (from === 'end' && direction === 'forwards')
    return { kind: 'failed', failure: invalid('fromEventNumber should be non negative.') }
  if (isTombstoned(log, stream)) return { kind: 'failed', failure: streamDeleted(stream) }
  if (currentRevision(log, stream) === -1 || isSoftDeleted(log, stream))
    return { kind: 'not-found', stream }
  return { kind: 'events', next: readStream(log, stream, from, direction, now()) }
}

/** Answers a read of a stream or of the log, as many events as are asked for. */
export const read = async (
  node: Node,
  output: Output<ReadAnswer>,
  request: CountedRead,
): Promise<void> => {
  const opened = open(node, request)
  if (opened.kind === 'failed') {
    output.fail(opened.failure)
    return
  }
  if (opened.kind === 'not-found') {
    await output.send(opened)
    output.finish('ok')
    return
  }
  const fault = node.plan.streams.take(({ only }) => only !== 'subscription')
  for (let sent = 0; output.isOpen();) {
    if (sent === fault?.after) {
      output.finish(fault.how)
      return
    }
    const event = sent < request.count ? opened.next() : undefined
    if (event === undefined) break
    if (!passes(request.filter, event)) continue
    const behind = output.send({ kind: 'event', ...resolved(node.log, event, request.links) })
    if (behind !== undefined) await behind
    sent++
  }
  output.finish('ok')
}
