import { mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { memoryStore } from '@kpi-ledger/adapters'
import { collect, type Command, type EventStore, type StoreError } from '@kpi-ledger/core'
import { fixedClock } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { adopt, closeAll, contractOf, correction, figure, open, register } from './fixture.spec'
import {
  describe as sentence,
  LedgerFailure,
  openLedger,
  orThrow,
  status,
  type LedgerError,
  type PublishOptions,
} from './index'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-front-door-'))
afterEach(closeAll)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const peterborough = resolve(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')

/** The tag of an error; `none` for an answer. */
const tagOf = (either: E.Either<{ readonly _tag: string }, unknown>): string =>
  E.isLeft(either) ? either.left._tag : 'none'

/** The paths of what cannot be decoded. */
const pathsOf = (either: E.Either<object, unknown>): ReadonlyArray<string> =>
  E.isLeft(either) && 'faults' in either.left && Array.isArray(either.left.faults)
    ? either.left.faults.map(({ path }: { readonly path: string }) => path)
    : []

/** Passes a value as a caller without types might. */
const untyped = <A>(value: unknown): A => value as A

describe('text in, plain data out', () => {
  it('answers every question with data that survives JSON and a structured clone', async () => {
    const ledger = await open(peterborough)
    const asAt = '2999-01-01T00:00:00+01:00'
    const [kpi, period] = ['R&B-K-001', '2016-05']
    const answers = [
      await ledger.scorecard('pssp', { period: ['2016-04', '2016-05'], asAt }),
      await ledger.yearGrid('pssp', { year: '2016/17', by: 'quarter', asAt }),
      await ledger.tracker('pssp', { kpi, year: 'FY2016', regime: undefined }),
      await ledger.kpi('pssp', { kpi, period, asAt }),
      await ledger.comparison('pssp', { from: 'pssp-2016', to: 'pssp-2016', period }),
      await ledger.explanation('pssp', { kpi, period, atRevision: 77 }),
      await ledger.findings('pssp', { lateAfter: 10 }),
      await ledger.restatements('pssp'),
      await ledger.due('pssp', { period }),
      await ledger.points('pssp', { year: '2016/17' }),
      await ledger.reconciliation('pssp'),
      await ledger.report('pssp', { period }),
      await ledger.rules('pssp', { regime: 'pssp-2016' }),
      await ledger.history('pssp', { kpi }),
      await ledger.contracts(),
      await ledger.portfolio({ period, asAt }),
      await ledger.digest('pssp', { size: 4 }),
      await ledger.prove('pssp', { revision: 3 }),
      await ledger.prove('pssp', { fromSize: 3, size: 9 }),
    ]
    for (const answer of answers) {
      const value: unknown = orThrow<unknown>(answer)
      expect(JSON.parse(JSON.stringify(value))).toEqual(value)
      expect(JSON.stringify(structuredClone(value))).toBe(JSON.stringify(value))
    }
    expect(orThrow(await ledger.scorecard('pssp', { period, asAt })).asAt.facts).toBe(
      '2998-12-31T23:00:00.000Z',
    )
  })

  it('gives data whose change affects no later answer', async () => {
    const ledger = await open()
    orThrow(await ledger.record([...contractOf('c'), figure('c', 'K-0', 95)]))
    const ask = async () => orThrow(await ledger.scorecard('c', { period: '2016-04' }))
    const first = await ask()
    const before = JSON.stringify(first)
    const cell = first.serviceAreas[0]?.kpis[0]?.cells[0]
    Object.assign(cell?.outcome ?? {}, { value: 0 })
    Object.assign(first.summary[0]?.ratings ?? {}, { exceeded: 77 })
    expect(JSON.stringify(await ask())).toBe(before)
  })

  it.each([
    ['a period', { period: '2016-4' }, ['period']],
    ['periods', { period: ['2016-04', 'May'] }, ['period[1]']],
    ['a missing period', {}, ['period']],
    ['an instant', { period: '2016-04', asAt: '20 June' }, ['asAt']],
    ['a day that does not exist', { period: '2016-04', asAt: '2016-02-30T00:00:00Z' }, ['asAt']],
    [
      'two points in time',
      { period: '2016-04', asAt: '2016-06-01T00:00Z', rulesAsAt: '2016-07-01T00:00Z' },
      ['asAt'],
    ],
    ['a revision', { period: '2016-04', atRevision: -1 }, ['atRevision']],
    ['a misspelt option', { period: '2016-04', regmie: 'r' }, ['regmie']],
    ['several', { period: '2016', regime: 'No regime' }, ['period', 'regime']],
    ['a list', ['2016-04'], ['']],
  ])('refuses %s that cannot be decoded, with its path', async (_, options, paths) => {
    const ledger = await open(peterborough)
    const answer = await ledger.scorecard('pssp', untyped(options))
    expect(tagOf(answer)).toBe('DecodeError')
    expect(pathsOf(answer)).toEqual(paths)
    expect(E.isLeft(answer) && status(answer.left)).toBe(400)
  })

  it('refuses a faulty contract id, year or question to follow in the same way', async () => {
    const ledger = await open(peterborough)
    expect(pathsOf(await ledger.digest('PSSP'))).toEqual(['contract'])
    expect(pathsOf(await ledger.tracker('pssp', { kpi: 'K', year: '2016' }))).toEqual(['year'])
    expect(pathsOf(await ledger.prove('pssp', untyped({})))).toEqual(['revision'])
    expect(pathsOf(await openLedger('memory:', { actor: ' ', budget: 0.5 }))).toEqual([
      'actor',
      'budget',
    ])
    const followed = await ledger.follow('pssp', untyped({ kind: 'horoscope' })).next()
    expect(followed.done === false && pathsOf(followed.value)).toEqual(['kind'])
  })

  it('says why there is no answer', async () => {
    const ledger = await open(peterborough)
    const period = '2016-05'
    expect(tagOf(await ledger.scorecard('none', { period }))).toBe('NoSuchContract')
    expect(tagOf(await ledger.scorecard('pssp', { period: '1999-01' }))).toBe('NoRegimeToRateBy')
    expect(tagOf(await ledger.scorecard('pssp', { period, atRevision: 78 }))).toBe('NoSuchRevision')
    expect(tagOf(await ledger.history('none'))).toBe('NoSuchContract')
    expect(tagOf(await ledger.history('pssp', { kpi: 'none' }))).toBe('KPINotKnown')
    expect(tagOf(await ledger.history('pssp', { atRevision: 78 }))).toBe('NoSuchRevision')
    expect(tagOf(await ledger.digest('none'))).toBe('NoSuchContract')
    expect(tagOf(await ledger.digest('pssp', { size: 79 }))).toBe('NoSuchSize')
    expect(tagOf(await ledger.prove('pssp', { revision: 78 }))).toBe('NoSuchRevision')
    expect(tagOf(await ledger.prove('pssp', { fromSize: 5, size: 4 }))).toBe('NoSuchSize')
  })

  it('offers known names for one that is not known', async () => {
    const ledger = await open(peterborough)
    const said = <A>(answer: E.Either<LedgerError, A>): string =>
      E.isLeft(answer) ? sentence(answer.left) : 'nothing'
    const period = '2016-05'
    const noContract =
      'no contract "psssp" is registered in this ledger; did you mean "pssp"? There are "ict" and "pssp"'
    expect(said(await ledger.scorecard('psssp', { period }))).toBe(noContract)
    expect(said(await ledger.history('psssp'))).toBe(noContract)
    expect(said(await ledger.digest('psssp'))).toBe(noContract)
    expect(said(await ledger.scorecard('pssp', { period, regime: 'pssp-2015' }))).toBe(
      'no regime "pssp-2015" has been adopted; did you mean "pssp-2016"?',
    )
    expect(said(await ledger.explanation('ict', { period, kpi: 'no such' }))).toMatch(
      /^no KPI "no such" has been defined; there are "1", .* and \d+ more$/,
    )
    expect(said(await ledger.history('pssp', { kpi: 'R&B-K-OO1' }))).toMatch(
      /; did you mean "R&B-K-001" or "R&B-K-011"\? There are "R&B-K-001", .* and \d+ more$/,
    )
  })
})

describe('verify', () => {
  it('says whether evidence kept elsewhere matches the events in the store', async () => {
    const ledger = await open(peterborough)
    const digest = orThrow(await ledger.digest('pssp', { size: 40 }))
    const kept = [
      digest,
      orThrow(await ledger.prove('pssp', { revision: 7, size: 40 })),
      orThrow(await ledger.prove('pssp', { fromSize: 11 })),
    ]
    for (const each of kept)
      expect(orThrow(await ledger.verify(each))).toMatchObject({ holds: true, denied: null })
    const other = orThrow(await ledger.verify({ ...digest, root: '0'.repeat(64) }))
    expect(other).toMatchObject({ of: 'digest', contract: 'pssp', holds: false })
    expect(other.denied).toContain(digest.root)
    expect(orThrow(await ledger.verify({ ...digest, size: 400 })).denied).toBe(
      'there are 78 events, not 400',
    )
    expect(tagOf(await ledger.verify(untyped({ root: 1 })))).toBe('DecodeError')
  })
})

describe('record', () => {
  it('records all or nothing, and gives the events as they are stored', async () => {
    const store = memoryStore()
    const ledger = await open(store, { actor: 'Revenues' })
    const correlationId = '00000000-0000-4000-8000-0000000000aa'
    const { events } = orThrow(await ledger.record(contractOf('c'), { correlationId }))
    expect(events.map(({ revision, type, metadata }) => [revision, type, metadata])).toEqual(
      ['ContractRegistered', 'RegimeAdopted', 'KPIDefined'].map((type, revision) => [
        ...[revision, type],
        { actor: 'Revenues', correlationId },
      ]),
    )
    expect(orThrow(await ledger.history('c'))).toEqual(events)
    const refused = await ledger.record([figure('c', 'K-0', 95), figure('c', 'none', 95)])
    expect(refused).toMatchObject({ left: { _tag: 'Refused', index: 1 } })
    const elsewhere = await ledger.record([figure('cc', 'K-0', 95)])
    expect(E.isLeft(elsewhere) && sentence(elsewhere.left)).toBe(
      'command 1: no contract "cc" is registered; did you mean "c"?',
    )
    expect(E.isLeft(refused) && [status(refused.left), sentence(refused.left)]).toEqual([
      404,
      'command 2: no KPI "none" has been defined; there is "K-0"',
    ])
    expect(orThrow(await ledger.history('c'))).toHaveLength(3)
    const own = { ...figure('c', 'K-0', 95), metadata: { actor: 'A. Clerk' } }
    const byClerk = orThrow(await ledger.record([own], { actor: 'Nobody' }))
    expect(byClerk.events[0]?.metadata).toEqual({ actor: 'A. Clerk' })
  })

  it('refuses what is not a command, with its position and path', async () => {
    const ledger = await open()
    const answer = await ledger.record([
      register('c'),
      untyped<Command>({ ...adopt('c'), regime: 'R' }),
    ])
    expect(answer).toMatchObject({
      left: { _tag: 'InvalidCommand', faults: [{ index: 1, path: 'regime' }] },
    })
    expect(tagOf(await ledger.record(untyped(register('c'))))).toBe('InvalidCommand')
    expect(pathsOf(await ledger.record([], untyped({ dryrun: true, deadline: -1 })))).toEqual([
      'dryrun',
      'deadline',
    ])
    expect(orThrow(await ledger.contracts()).contracts).toEqual([])
  })

  it('says what would be recorded, and records nothing', async () => {
    const ledger = await open()
    const { events } = orThrow(await ledger.record(contractOf('c'), { dryRun: true }))
    expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2])
    expect(tagOf(await ledger.history('c'))).toBe('NoSuchContract')
    orThrow(await ledger.record(contractOf('c')))
    const dry = await ledger.record([figure('c', 'K-0', 1), figure('c', 'K-0', 2)], {
      dryRun: true,
    })
    expect(dry).toMatchObject({ left: { _tag: 'Refused', index: 1 } })
    expect(orThrow(await ledger.digest('c')).size).toBe(3)
  })

  it('does not answer from events that are not recorded yet', async () => {
    const inner = memoryStore()
    let release = (): void => undefined
    let arrived = (): void => undefined
    const atTheStore = new Promise<void>((resolve) => (arrived = resolve))
    const store: EventStore = {
      ...inner,
      append: (stream, events, expected) => async () => {
        if (expected !== 'no-stream')
          await new Promise<void>((resolve) => {
            release = resolve
            arrived()
          })
        return inner.append(stream, events, expected)()
      },
    }
    const ledger = await open(store)
    orThrow(await ledger.record(contractOf('c', 2)))
    const recording = ledger.record([figure('c', 'K-0', 95), figure('c', 'K-1', 95)])
    await atTheStore
    const meanwhile = orThrow(await ledger.scorecard('c', { period: '2016-04' }))
    expect(meanwhile.ledger.size).toBe(4)
    expect(meanwhile.summary[0]?.grades.good).toBe(0)
    release()
    orThrow(await recording)
    expect(
      orThrow(await ledger.scorecard('c', { period: '2016-04' })).summary[0]?.grades.good,
    ).toBe(2)
  })

  it('takes 40 at a time on one contract, in the order of arrival', async () => {
    for (const url of ['memory:', `sqlite:${join(folder, 'forty.db')}`]) {
      const ledger = await open(url)
      orThrow(await ledger.record(contractOf('c', 40)))
      const all = Array.from({ length: 40 }, (_, n) => ledger.record([figure('c', `K-${n}`, n)]))
      const recordings = (await Promise.all(all)).map(orThrow)
      expect(recordings.map(({ events }) => events[0]?.revision)).toEqual(
        Array.from({ length: 40 }, (_, n) => 42 + n),
      )
      const card = orThrow(await ledger.scorecard('c', { period: '2016-04' }))
      expect(card.serviceAreas[0]?.kpis.map(({ cells }) => cells[0]?.outcome)).toEqual(
        Array.from({ length: 40 }, (_, value) => ({ kind: 'measured', value })),
      )
    }
  })

  it('takes 40 at a time from ledgers that share nothing but the data', async () => {
    const inner = memoryStore()
    // Each ledger has its own store object, and so its own queue, over the same events.
    const [one, two, three] = [
      await open({ ...inner }),
      await open({ ...inner }),
      await open(inner),
    ]
    orThrow(await one.record(contractOf('c', 40)))
    const all = Array.from({ length: 40 }, (_, n) => {
      const ledger = n % 3 === 0 ? one : n % 3 === 1 ? two : three
      return ledger.record([figure('c', `K-${n}`, n)])
    })
    for (const recorded of await Promise.all(all)) orThrow(recorded)
    const events = orThrow(await collectAll(inner))
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 82 }, (_, n) => n))
  })

  it('gives up at the deadline, and reports a store that is away', async () => {
    const inner = memoryStore()
    const unavailable: StoreError = { _tag: 'Unavailable', reason: 'no route' }
    const store: EventStore = { ...inner, append: () => async () => E.left(unavailable) }
    const ledger = await open(store)
    const [one, two] = await Promise.all([
      ledger.record([register('c')], { deadline: 50 }),
      ledger.record([register('c')], { deadline: 1 }),
    ])
    expect(one).toEqual(E.left(unavailable))
    expect(E.isLeft(two) && sentence(two.left)).toMatch(/nothing was recorded$/)
    expect(E.isLeft(two) && status(two.left)).toBe(503)
    expect(tagOf(await ledger.record([register('c')], { deadline: 0 }))).toBe('Unavailable')
  })
})

const collectAll = async (store: EventStore) =>
  E.map((all: ReadonlyArray<{ readonly event: { readonly revision: number } }>) =>
    all.map(({ event }) => event),
  )(await collect(store.readAll())())

describe('findings', () => {
  it('name what was recorded later than the clock of the ledger says (M20)', async () => {
    const store = memoryStore()
    const ahead = await open(store, { now: fixedClock('2999-01-01T00:00:00.000Z') })
    orThrow(await ahead.record([register('c')]))
    const ledger = await open(store, { now: fixedClock('2016-06-01T09:00:00.000Z') })
    expect(orThrow(await ledger.findings('c')).findings).toMatchObject([
      { finding: 'recorded-ahead', rule: 'M20', kpi: null, events: [{ revision: 0 }] },
    ])
    expect(orThrow(await ahead.findings('c')).findings).toEqual([])
  })
})

describe('publish', () => {
  const now = fixedClock('2016-06-01T09:00:00.000Z')

  it('signs off the current scorecard, and says later what has changed in it', async () => {
    const ledger = await open(memoryStore(), { now })
    orThrow(await ledger.record([...contractOf('c'), figure('c', 'K-0', 95)]))
    const published = orThrow(await ledger.publish('c', { period: '2016-04', actor: 'A. Head' }))
    expect(published).toMatchObject({ type: 'ScorecardPublished', metadata: { actor: 'A. Head' } })
    orThrow(await ledger.record([correction('c', 'K-0', 50)]))
    const { publications } = orThrow(await ledger.restatements('c'))
    expect(publications.map(({ holds, restatements }) => [holds, restatements.length])).toEqual([
      [true, 1],
    ])
    const actor = 'A. Head'
    const tag = async (contract: string, period: string) =>
      tagOf(await ledger.publish(contract, { period, actor }))
    expect(await tag('none', '2016-04')).toBe('NoSuchContract')
    expect(await tag('c', '2015-04')).toBe('NoRegimeToPublishUnder')
    expect(pathsOf(await ledger.publish('c', { period: 'April' }))).toEqual(['period'])
  })

  it('waits for what is being recorded before it', async () => {
    const ledger = await open(memoryStore(), { now, actor: 'A. Head' })
    orThrow(await ledger.record(contractOf('c', 5)))
    const before = Array.from({ length: 5 }, (_, n) => ledger.record([figure('c', `K-${n}`, n)]))
    const published = orThrow(await ledger.publish('c', { period: '2016-04' }))
    expect(published.revision).toBe(12)
    await Promise.all(before)
    expect(orThrow(await ledger.restatements('c')).publications[0]?.holds).toBe(true)
  })

  it('M25a needs a signatory, a period that is over, and confirmation if something is missing', async () => {
    const ledger = await open(memoryStore(), { now })
    orThrow(await ledger.record([...contractOf('c', 2), figure('c', 'K-0', 95)]))
    const period = '2016-04'
    const actor = 'A. Head'
    const publish = (options: Partial<PublishOptions>) =>
      ledger.publish('c', { period, actor, ...options })
    const refused = async (options: Partial<PublishOptions>) => {
      const answer = await publish(options)
      return E.isLeft(answer) ? [answer.left._tag, status(answer.left)] : null
    }
    expect(await refused({ actor: undefined })).toEqual(['NobodySigns', 422])
    expect(await refused({ period: '2016-06' })).toEqual(['PeriodNotOver', 422])
    expect(await refused({})).toEqual(['NotConfirmed', 409])
    expect(orThrow(await publish({ incomplete: true })).data).toMatchObject({ incomplete: ['K-1'] })
    expect(await refused({ incomplete: true })).toEqual(['NotConfirmed', 409])
    expect(orThrow(await publish({ incomplete: true, again: true })).data).toMatchObject({
      again: true,
    })
    // A PublishScorecard command made by hand is refused, whatever it contains.
    const { data } = orThrow(await publish({ incomplete: true, again: true }))
    const forged = untyped<Command>({ type: 'PublishScorecard', contract: 'c', ...data })
    const answer = await ledger.record([forged])
    expect(pathsOf(answer)).toEqual(['type'])
    expect(E.isLeft(answer) && sentence(answer.left)).toMatch(/use publish/)
  })
})

describe('the contracts of a ledger', () => {
  it('M38 are listed with their regimes, or compared with each other in a period', async () => {
    const file = await open(peterborough)
    const { contracts } = orThrow(await file.contracts())
    expect(contracts.map(({ contract, regimes }) => [contract, regimes.length])).toEqual([
      ['ict', 1],
      ['pssp', 1],
    ])
    const ledger = await open(memoryStore())
    orThrow(await ledger.record([...contractOf('d'), ...contractOf('c'), figure('c', 'K-0', 95)]))
    const portfolio = orThrow(await ledger.portfolio({ period: '2016-04' }))
    expect(portfolio.contracts.map(({ contract }) => contract)).toEqual(['c', 'd'])
    for (const { contract, grades, kpis } of portfolio.contracts) {
      const card = orThrow(await ledger.scorecard(contract, { period: '2016-04' }))
      expect([grades, kpis]).toEqual([card.summary[0]?.grades, card.serviceAreas[0]?.kpis.length])
    }
    expect(orThrow(await ledger.contracts({ asAt: '2000-01-01T00:00Z' })).contracts).toEqual([])
    expect(pathsOf(await ledger.portfolio(untyped({ period: 'x', atRevision: 3 })))).toEqual([
      'period',
      'atRevision',
    ])
  })
})

describe('stores by their URL', () => {
  it('are not created before something is recorded', async () => {
    const file = join(folder, 'new.db')
    const ledger = await open(`sqlite:${file}`)
    const answer = await ledger.scorecard('c', { period: '2016-04' })
    expect(E.isLeft(answer) && sentence(answer.left)).toBe(
      `the store cannot be reached: ${file}: no such file`,
    )
    expect(tagOf(await ledger.contracts())).toBe('Unavailable')
    expect(existsSync(file)).toBe(false)
    orThrow(await ledger.record(contractOf('c')))
    expect(existsSync(file)).toBe(true)
    expect(orThrow(await ledger.contracts()).contracts.map(({ contract }) => contract)).toEqual([
      'c',
    ])
  })

  it('that are unknown or cannot be opened are reported without their passwords', async () => {
    const unknown = await openLedger('postgres://admin:changeit@host')
    expect(E.isLeft(unknown) && sentence(unknown.left)).toMatch(
      /^no store can be opened at "postgres:\/\/\*\*\*@host"; expected /,
    )
    expect(tagOf(await openLedger('http://admin:changeit@host/a.ndjson'))).toBe('UnknownStore')
    expect(tagOf(await openLedger('sqlite:'))).toBe('UnknownStore')
    expect(tagOf(await openLedger('esdb://'))).toBe('NotSupported')
    const file = join(folder, 'text.db')
    writeFileSync(file, 'this is no database, and it is long enough to be seen as none')
    const ledger = await open(`sqlite:${file}`)
    expect(tagOf(await ledger.contracts())).not.toBe('none')
  })

  it('that are ledger files are read only', async () => {
    const ledger = await open(peterborough)
    const refused = await ledger.record([register('c')])
    expect(tagOf(refused)).toBe('NotSupported')
    expect(E.isLeft(refused) && status(refused.left)).toBe(501)
  })
})

describe('close', () => {
  it('waits for calls under way, and then closes everything', async () => {
    const ledger = await open()
    const recording = ledger.record(contractOf('c'))
    const closed = ledger.close()
    const late = ledger.scorecard('c', { period: '2016-04' })
    expect(tagOf(await recording)).toBe('none')
    expect(tagOf(await late)).toBe('Closed')
    await closed
    const period = '2016-04'
    for (const answer of [
      await ledger.record([register('d')]),
      await ledger.yearGrid('c', { year: 'FY2016' }),
      await ledger.tracker('c', { kpi: 'K-0', year: 'FY2016' }),
      await ledger.kpi('c', { kpi: 'K-0', period }),
      await ledger.comparison('c', { from: 'r', to: 'r', period }),
      await ledger.explanation('c', { kpi: 'K-0', period }),
      await ledger.findings('c'),
      await ledger.restatements('c'),
      await ledger.due('c', { period }),
      await ledger.points('c', { year: 'FY2016' }),
      await ledger.reconciliation('c'),
      await ledger.report('c', { period }),
      await ledger.rules('c'),
      await ledger.history('c'),
      await ledger.contracts(),
      await ledger.portfolio({ period }),
      await ledger.publish('c', { period }),
      await ledger.digest('c'),
      await ledger.prove('c', { revision: 0 }),
    ])
      expect(tagOf(answer)).toBe('Closed')
    const followed = ledger.follow('c', { kind: 'scorecard', period })
    expect(await followed.next()).toMatchObject({ value: { left: { _tag: 'Closed' } } })
    expect(await followed.next()).toEqual({ done: true, value: undefined })
    await ledger.close()
  })

  it('happens on disposal too, and leaves the caller’s own store open', async () => {
    const store = memoryStore()
    const ledger = await open(store)
    orThrow(await ledger.record(contractOf('c')))
    await ledger[Symbol.asyncDispose]()
    expect(tagOf(await ledger.contracts())).toBe('Closed')
    expect(orThrow(await collectAll(store))).toHaveLength(3)
  })
})

describe('orThrow', () => {
  it('throws an error with its sentence and its value', async () => {
    const ledger = await open()
    const asking = ledger.scorecard('c', { period: '2016-04' }).then(orThrow)
    const failure: unknown = await asking.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(LedgerFailure)
    expect(failure).toBeInstanceOf(Error)
    expect(failure).toMatchObject({
      name: 'LedgerFailure',
      message: 'no contract "c" is registered in this ledger; there are none',
      error: { _tag: 'NoSuchContract' },
    })
  })
})
