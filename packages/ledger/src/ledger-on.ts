import type * as TE from 'fp-ts/TaskEither'
import type { CheckpointStore, DecodeError, History, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Closed, LedgerError } from './error'
import { eventsIn, readWanted } from './event-list'
import { Following, type Drawn, type Followed } from './follow/following'
import { Watches } from './follow/watch'
import { withContracts } from './known-contracts'
import type { FollowOptions, Ledger } from './ledger'
import { contractsIn, portfolioIn, readContractsOptions } from './portfolio'
import { publish } from './publish'
import { readDigest, readEvidence, readProof, type Verified } from './questions/proofs'
import type { Answered, Draw } from './questions/question'
import { isQuestion, questions, type QuestionName, type Questions } from './questions/questions'
import { record, type Recorder } from './record'
import type { StoreHandle } from './store/open-store'
import type { Attributes, Call, Observe } from './telemetry'
import { elapsed } from './waiting'
import type { Folded } from './warm/warm-contract'
import { WarmContracts } from './warm/warm-contracts'
import { withdraw } from './withdraw'

/** The settings that a ledger was opened with. */
export interface Settings {
  /** Who records, by default. */
  readonly actor: string | undefined
  /** Maximum number of events kept folded, over all contracts. */
  readonly budget: number
  /** Milliseconds by which an answer may lag behind what others record. */
  readonly staleness: number
  /** Where snapshots are kept; null for none. */
  readonly snapshots: CheckpointStore | null
  /** The clock: the current instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly now: () => string
  /** Returns a new UUID in lower case. */
  readonly newId: () => string
}

const closed: E.Either<Closed, never> = E.left({ _tag: 'Closed' })

const about = (contract: unknown): Attributes =>
  typeof contract === 'string' ? { 'kpi_ledger.contract': contract } : {}

/** Makes the ledger of a store. */
export const ledgerOn = (store: StoreHandle, settings: Settings, observe: Observe): Ledger => {
  const { actor, now, newId, budget, staleness, snapshots } = settings
  const warm = new WarmContracts(store.toRead, { budget, staleness, elapsed, snapshots })
  const watches = new Watches(store.toRead)
  const followings = new Set<Followed>()
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | null = null

  /** Runs a call unless the ledger is closed. Closing waits for it to end. */
  const run = async <A>(
    method: string,
    contract: unknown,
    work: (call: Call) => Promise<Answered<A>>,
  ): Promise<Answered<A>> => {
    if (closing !== null) return closed
    const running = observe(method, about(contract), async (call) =>
      withContracts(await work(call), contract, store.toRead),
    )
    underWay.add(running)
    try {
      return await running
    } finally {
      underWay.delete(running)
    }
  }

  const current = async (
    contract: string,
    call: Call,
    { proven, allowed = staleness }: { readonly proven: boolean; readonly allowed?: number },
  ): Promise<E.Either<StoreError, Folded>> => {
    const refreshed = await warm.current(contract, proven, allowed)
    if (E.isLeft(refreshed)) return refreshed
    const { folded, read, warm: hit, snapshotError } = refreshed.right
    call.count('events_read', read)
    call.say({ 'kpi_ledger.cache_hit': hit })
    if (snapshotError !== null) call.say({ 'kpi_ledger.snapshot_error': snapshotError })
    return E.right(folded)
  }

  /** Draws an answer, as a copy that shares nothing with the cache. */
  const answer = async <A>(
    contract: string,
    draw: Draw<A>,
    call: Call,
    allowed = staleness,
  ): Promise<E.Either<LedgerError, Drawn<A>>> => {
    const folded = await current(contract, call, { proven: draw.proven, allowed })
    if (E.isLeft(folded)) return folded
    const drawn = draw.from(folded.right, now)
    return E.isLeft(drawn)
      ? drawn
      : E.right({ answer: structuredClone(drawn.right), size: folded.right.log.size })
  }

  const ask = <A>(
    method: string,
    contract: string,
    read: () => E.Either<DecodeError, Draw<A>>,
  ): Promise<Answered<A>> =>
    run(method, contract, async (call) => {
      const draw = read()
      if (E.isLeft(draw)) return draw
      return E.map((drawn: Drawn<A>) => drawn.answer)(await answer(contract, draw.right, call))
    })

  const question =
    <Name extends QuestionName>(name: Name) =>
    (
      contract: string,
      options?: Questions[Name]['options'],
    ): Promise<Answered<Questions[Name]['answer']>> =>
      ask<Questions[Name]['answer']>(name, contract, () => questions[name].read(contract, options))

  const recorderFor = (call: Call) => async (): Promise<E.Either<LedgerError, Recorder>> => {
    const writable = await store.toWrite()
    if (E.isLeft(writable)) return writable
    const history =
      (contract: string): TE.TaskEither<StoreError, History> =>
      async () =>
        // Commands are always decided on the current history.
        E.map((folded: Folded) => folded.history)(
          await current(contract, call, { proven: false, allowed: 0 }),
        )
    return E.right({
      ...{ store: writable.right, actor, environment: { now, newId, history } },
      recorded: (contract) => {
        warm.outdate(contract)
      },
    })
  }

  const readFollowed = <Name extends QuestionName>(
    contract: string,
    followed: { readonly kind: Name } & Questions[Name]['options'],
  ): E.Either<DecodeError, Draw<Questions[Name]['answer']>> => {
    const { kind, ...options } = followed
    if (isQuestion(kind)) return questions[kind].read(contract, options)
    const message = `expected the name of a question, such as scorecard`
    const faults = [{ path: 'kind', message }]
    return E.left({ _tag: 'DecodeError', expected: 'a question to follow', faults })
  }

  const follow = <Name extends QuestionName>(
    contract: string,
    followed: { readonly kind: Name } & Questions[Name]['options'],
    { signal }: FollowOptions = {},
  ): Following<Questions[Name]['answer']> => {
    const read = readFollowed(contract, followed)
    const following = new Following<Questions[Name]['answer']>(
      {
        draw: () =>
          run('follow', contract, async (call) =>
            E.isLeft(read) ? read : answer(contract, read.right, call, 0),
          ),
        listen: (listener) =>
          E.isLeft(read) || closing !== null ? () => undefined : watches.listen(contract, listener),
      },
      signal,
      (ended) => followings.delete(ended),
    )
    if (signal?.aborted !== true) followings.add(following)
    return following
  }

  const shut = async (): Promise<void> => {
    for (const following of followings) following.fail({ _tag: 'Closed' })
    await Promise.allSettled(underWay)
    await watches.close()
    warm.clear()
    await store.close()
  }

  const close = (): Promise<void> => (closing ??= shut())

  return {
    record: (commands, options) =>
      run('record', null, (call) => record(recorderFor(call), commands, options, call)),
    scorecard: question('scorecard'),
    yearGrid: question('yearGrid'),
    tracker: question('tracker'),
    kpi: question('kpi'),
    comparison: question('comparison'),
    explanation: question('explanation'),
    findings: question('findings'),
    restatements: question('restatements'),
    due: question('due'),
    points: question('points'),
    reconciliation: question('reconciliation'),
    report: question('report'),
    rules: question('rules'),
    history: (contract, options) =>
      run('history', contract, async () => {
        const wanted = readWanted(contract, options)
        if (E.isLeft(wanted)) return wanted
        const reader = await store.toRead()
        return E.isLeft(reader) ? reader : eventsIn(reader.right, wanted.right)
      }),
    contracts: (options) =>
      run('contracts', null, async () => {
        const asAt = readContractsOptions(options)
        if (E.isLeft(asAt)) return asAt
        const reader = await store.toRead()
        return E.isLeft(reader) ? reader : contractsIn(reader.right, asAt.right)
      }),
    portfolio: (options) =>
      run('portfolio', null, (call) =>
        portfolioIn(async () => {
          const reader = await store.toRead()
          if (E.isLeft(reader)) return reader
          const read = (events: number): void => {
            call.count('events_read', events)
          }
          return E.right({ reader: reader.right, isFile: store.file !== null, snapshots, read })
        }, options),
      ),
    publish: (contract, options) =>
      run('publish', contract, (call) =>
        publish(
          recorderFor(call),
          (name) => current(name, call, { proven: true, allowed: 0 }),
          contract,
          options,
          call,
        ),
      ),
    withdraw: (contract, options) =>
      run('withdraw', contract, (call) => withdraw(recorderFor(call), contract, options, call)),
    digest: (contract, options) => ask('digest', contract, () => readDigest(contract, options)),
    prove: (contract, options) => ask('prove', contract, () => readProof(contract, options)),
    verify: (evidence) =>
      run('verify', null, async (call) => {
        const read = readEvidence(evidence)
        if (E.isLeft(read)) return read
        call.say(about(read.right.contract))
        const { contract, verify } = read.right
        return E.map(({ answer: verified }: Drawn<Verified>) => verified)(
          await answer(contract, verify, call),
        )
      }),
    follow,
    close,
    [Symbol.asyncDispose]: close,
  }
}
