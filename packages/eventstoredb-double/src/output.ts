import { status } from '@grpc/grpc-js'
import type { StreamEnd, StreamKind } from './activity'
import type { Node } from './node'
import { failure, type Failure } from './wire/failure'

/** The answering side of a call, as gRPC provides it. */
interface AnsweringCall<A> {
  readonly write: (answer: A) => boolean
  readonly end: () => unknown
  readonly emit: (event: 'error', error: Failure) => boolean
  readonly on: (event: 'drain' | 'cancelled' | 'close' | 'error', listener: () => void) => unknown
}

/** A stream of answers to one call. */
export interface Output<A> {
  /** Whether the stream is still open. */
  readonly isOpen: () => boolean
  /** Sends an answer; if the reader is behind, returns a promise to await before sending the next. */
  readonly send: (answer: A) => Promise<void> | undefined
  /** Ends the stream with a failure. */
  readonly fail: (why: Failure) => void
  /** Ends the stream in a given way. */
  readonly finish: (how: StreamEnd) => void
  /** Calls back when the stream has ended, on either side. */
  readonly onClose: (listener: () => void) => void
}

const endings: Readonly<Record<Exclude<StreamEnd, 'ok'>, status>> = {
  cancelled: status.CANCELLED,
  unavailable: status.UNAVAILABLE,
  aborted: status.ABORTED,
}

/** Opens the stream of answers to a call. */
export const openOutput = <A>(node: Node, kind: StreamKind, call: AnsweringCall<A>): Output<A> => {
  let open = true
  let drained = (): void => undefined
  let onClose = (): void => undefined
  const close = (): void => {
    if (!open) return
    open = false
    closed()
    drained()
    onClose()
  }
  const fail = (why: Failure): void => {
    if (open) call.emit('error', why)
    close()
  }
  const finish = (how: StreamEnd): void => {
    if (how !== 'ok') {
      fail(failure(endings[how], 'The server has ended the stream'))
      return
    }
    if (open) call.end()
    close()
  }
  const closed = node.activity.open({ kind, finish })
  call.on('drain', () => drained())
  // A client's cancellation and the end of a call look the same here, and may be reported twice.
  for (const event of ['cancelled', 'close', 'error'] as const) call.on(event, close)

  return {
    isOpen: () => open,
    send: (answer) => {
      if (!open || call.write(answer)) return undefined
      return new Promise((resolve) => (drained = resolve))
    },
    fail,
    finish,
    onClose: (listener) => {
      onClose = listener
    },
  }
}
