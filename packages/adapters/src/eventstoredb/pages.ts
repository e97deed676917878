import { setImmediate } from 'node:timers/promises'
import type { Pages, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { ClientReadable, ClientResolvedEvent } from './client'
import { late } from './connection'
import { storeError } from './error'

/** How many events the client may hold that nobody has read, and at most a page has. */
export const PAGE = 256

/** Something of a client that gives events, and how to let go of it. */
export interface Source {
  readonly readable: ClientReadable
  readonly cancel: () => Promise<unknown>
  /** What an error means; null ends the pages as if there were no more. */
  readonly errorOf?: (e: unknown) => StoreError | null
  /** How long to wait for anything, in ms. */
  readonly timeout: number
  /** Whether it says when it is on, with an empty page, and may then be silent for ever. */
  readonly confirms?: boolean
  readonly signal?: AbortSignal
}

type End = { readonly kind: 'end' } | { readonly kind: 'error'; readonly error: unknown }

/** Watches a readable from the start, so that none of its errors is lost or unheard. */
const watch = (readable: ClientReadable) => {
  let end: End | null = null
  let confirmed = false
  let wake = (): void => undefined
  const finish = (how: End): void => {
    end ??= how
    wake()
  }
  readable.on('error', (error) => finish({ kind: 'error', error }))
  readable.on('end', () => finish({ kind: 'end' }))
  readable.on('close', () => finish({ kind: 'end' }))
  readable.on('readable', () => wake())
  readable.on('confirmation', () => {
    confirmed = true
    wake()
  })
  return {
    end: (): End | null => end,
    confirmed: (): boolean => confirmed,
    /** Resolves when something happens, or too much time has gone by: then it says true. */
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
 * What a client's readable gives, as pages of what is there without waiting; its error last. The
 * call is cancelled however the pages end: a loop that is left would leave it open on the server.
 */
export async function* pagesOf(open: () => Source): Pages<ClientResolvedEvent> {
  const { readable, cancel, errorOf = storeError, timeout, confirms = false, signal } = open()
  const watched = watch(readable)
  let silent = false
  try {
    while (signal?.aborted !== true) {
      const page = take(readable)
      if (page.length > 0) {
        yield E.right(page)
        continue
      }
      if (confirms && watched.confirmed() && !silent) {
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
      // What came by the same packet is there a turn later: one page, not one for each event.
      await setImmediate()
    }
  } finally {
    // Not waited for: a call that never came about may never be cancelled either.
    cancel().catch(() => undefined)
  }
}
