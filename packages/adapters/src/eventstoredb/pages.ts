import { setImmediate } from 'node:timers/promises'
import type { StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type { ClientReadable, ClientResolvedEvent } from './client'
import { late } from './connection'
import { storeError } from './error'

/** How many events the client may buffer unread, and the largest size of a page. */
export const PAGE = 256

/** What the opener of a readable may report about it, apart from its events. */
export interface Signals {
  /** Something other than an event has arrived, so the server is alive. */
  readonly alive: () => void
  /** Everything wanted has arrived; the rest is left unread. */
  readonly complete: () => void
}

/** A readable of the client, and how to cancel it. */
export interface Source {
  /** The readable. */
  readonly readable: ClientReadable
  /** Cancels the call. */
  readonly cancel: () => Promise<unknown>
  /** Translates an error; null ends the pages as if there were no more. */
  readonly errorOf?: (e: unknown) => StoreError | null
  /** How long to wait for each event, in ms. */
  readonly timeout: number
  /** Whether it confirms with an empty page, after which it may be silent indefinitely. */
  readonly confirms?: boolean
  /** Ends the pages when aborted. */
  readonly signal?: AbortSignal
}

type End = { readonly kind: 'end' } | { readonly kind: 'error'; readonly error: unknown }

/** Opens a readable and listens from the start, so no error is lost or unhandled. */
const watch = (open: (signals: Signals) => Source) => {
  let end: End | null = null
  let confirmed = false
  let wake = (): void => undefined
  const finish = (how: End): void => {
    end ??= how
    wake()
  }
  const source = open({ alive: () => wake(), complete: () => finish({ kind: 'end' }) })
  const { readable } = source
  readable.on('error', (error) => finish({ kind: 'error', error }))
  readable.on('end', () => finish({ kind: 'end' }))
  readable.on('close', () => finish({ kind: 'end' }))
  readable.on('readable', () => wake())
  readable.on('confirmation', () => {
    confirmed = true
    wake()
  })
  return {
    source,
    end: (): End | null => end,
    confirmed: (): boolean => confirmed,
    /** Resolves with false when something happens, with true on timeout. */
    change: (patience: number | null, signal?: AbortSignal): Promise<boolean> =>
      new Promise((resolve) => {
        const done = (late: boolean): void => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', stop)
          wake = () => undefined
          resolve(late)
        }
        const stop = (): void => done(false)
        const timer = patience === null ? undefined : setTimeout(() => done(true), patience)
        signal?.addEventListener('abort', stop)
        wake = stop
      }),
  }
}

const take = (readable: ClientReadable): ReadonlyArray<ClientResolvedEvent> => {
  const page: Array<ClientResolvedEvent> = []
  while (page.length < PAGE) {
    const item = readable.read()
    if (item === null) break
    page.push(item)
  }
  return page
}

/**
 * The events of a client's readable, as pages of what is available without waiting; an error is the
 * last item. The call is cancelled however the pages end, since it would otherwise stay open on the
 * server after a loop is left.
 */
export async function* pagesOf(open: (signals: Signals) => Source): Pages<ClientResolvedEvent> {
  const watched = watch(open)
  const { readable, cancel, errorOf = storeError, timeout, confirms, signal } = watched.source
  let silent = false
  try {
    while (signal?.aborted !== true) {
      const page = take(readable)
      if (page.length > 0) {
        yield E.right(page)
        continue
      }
      if (confirms === true && watched.confirmed() && !silent) {
        silent = true
        yield E.right([])
        continue
      }
      const end = watched.end()
      if (end !== null) {
        const error = end.kind === 'error' ? errorOf(end.error) : null
        if (error !== null) yield E.left(error)
        return
      }
      if (await watched.change(silent ? null : timeout, signal)) {
        yield E.left(late(timeout))
        return
      }
      // Events of the same packet are available one turn later, and so form one page.
      await setImmediate()
    }
  } finally {
    // Not awaited: cancelling a call that was never established may never resolve.
    cancel().catch(() => undefined)
  }
}
