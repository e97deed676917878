import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/Either'
import type { LedgerError } from '../error'
import type { Answered } from '../questions/question'
import { isOutage, type Listener } from './watch'

/** An answer, and the number of events it was drawn from. */
export interface Drawn<Answer> {
  /** The answer. */
  readonly answer: Answer
  /** The number of events. */
  readonly size: number
}

/** Where a following gets its answers, and how it learns that there may be a new one. */
export interface Source<Answer> {
  /** Draws the current answer. */
  readonly draw: () => Promise<E.Either<LedgerError, Drawn<Answer>>>
  /** Listens for new events until the returned function is called. */
  readonly listen: (listener: Listener) => () => void
}

/** A following as the ledger sees it when it closes. */
export interface Followed {
  /** Delivers an error as the last answer. */
  readonly fail: (error: LedgerError) => void
}

/** Milliseconds before the next attempt after an outage kept an answer from being drawn. */
const PAUSE = 1000

/** The errors that neither time nor new events can resolve. */
const LASTING: ReadonlySet<LedgerError['_tag']> = new Set<LedgerError['_tag']>([
  ...(['DecodeError', 'Closed', 'NotSupported'] as const),
  ...(['Corrupt', 'AccessDenied', 'StreamDeleted'] as const),
])

const DONE = { done: true, value: undefined } as const

/**
 * The successive answers to a question. Each is drawn when it is requested, from all events up to
 * then, so that a slow reader gets the newest and misses those in between. An answer equal to the
 * last one is skipped.
 */
export class Following<Answer> implements AsyncIterableIterator<Answered<Answer>>, Followed {
  private news = true
  private problem: LedgerError | null = null
  private over = false
  private drawn = 0
  private last: Answered<Answer> | null = null
  private wake: () => void = () => undefined
  private unlisten: (() => void) | null = null
  private pulling: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly source: Source<Answer>,
    private readonly signal: AbortSignal | undefined,
    private readonly ended: (following: Followed) => void,
  ) {
    if (signal?.aborted === true) this.end()
    else signal?.addEventListener('abort', this.end)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Resolves to the next answer; after a permanent error, to the end. */
  next(): Promise<IteratorResult<Answered<Answer>, undefined>> {
    const pulled = this.pulling.then(() => this.pull())
    this.pulling = pulled.catch(() => undefined)
    return pulled
  }

  /** Ends the following, even while an answer is pending. */
  async return(): Promise<IteratorResult<Answered<Answer>, undefined>> {
    this.end()
    return DONE
  }

  /** Delivers an error as the last answer. */
  readonly fail = (error: LedgerError): void => {
    this.problem = error
    this.wake()
  }

  private readonly end = (): void => {
    if (this.over) return
    this.over = true
    this.signal?.removeEventListener('abort', this.end)
    this.unlisten?.()
    this.ended(this)
    this.wake()
  }

  private listen(): void {
    this.unlisten ??= this.source.listen({
      news: (revision) => {
        if (revision !== null && revision < this.drawn) return
        this.news = true
        this.wake()
      },
      failed: this.fail,
    })
  }

  private sleep(): Promise<void> {
    const failing = this.last !== null && E.isLeft(this.last) && isOutage(this.last.left)
    return new Promise((resolve) => {
      const again = (): void => {
        this.news = true
        this.wake()
      }
      const timer = failing ? setTimeout(again, PAUSE) : undefined
      this.wake = () => {
        clearTimeout(timer)
        this.wake = () => undefined
        resolve()
      }
    })
  }

  /** The next answer to deliver; null if there is none yet. */
  private async draw(): Promise<Answered<Answer> | null> {
    if (this.problem !== null) {
      const answered = E.left(this.problem)
      this.problem = null
      return answered
    }
    if (!this.news) return null
    this.news = false
    const drawn = await this.source.draw()
    if (E.isLeft(drawn)) return drawn
    this.drawn = drawn.right.size
    return E.right(drawn.right.answer)
  }

  private async pull(): Promise<IteratorResult<Answered<Answer>, undefined>> {
    if (!this.isOver()) this.listen()
    while (!this.isOver()) {
      const answered = await this.draw()
      if (this.isOver()) break
      if (answered === null) {
        if (!this.hasNews()) await this.sleep()
      } else if (!isDeepStrictEqual(answered, this.last)) {
        this.last = answered
        if (E.isLeft(answered) && LASTING.has(answered.left._tag)) this.end()
        return { done: false, value: answered }
      }
    }
    return DONE
  }

  private isOver(): boolean {
    return this.over
  }

  private hasNews(): boolean {
    return this.news || this.problem !== null
  }
}
