import { branded } from '@kpi-ledger/core/unstable'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sqliteStore, type SqliteStore } from '@kpi-ledger/adapters/sqlite'
import { streamOf, type EventData, type EventId, type Instant } from '@kpi-ledger/core'
import { canonicalJson } from '@kpi-ledger/core/proofs'
import { publishedForm, type Scorecard } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'
import type { Io } from './index'

inNewFolder()

const source = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const pssp = (db: string) => ['--store', `sqlite:${db}`, '--contract', 'pssp']
const may = ['--period', '2016-05']
const chair = ['--actor', 'Chair of the board']

const correction = {
  type: 'CorrectActual',
  contract: 'pssp',
  kpi: 'R&B-K-001',
  period: '2016-05',
  outcome: { kind: 'measured', value: 20.3 },
  reason: 'a batch was counted twice',
  metadata: { actor: 'Revenues manager' },
}

const done = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const { status, out, err } = await kpiLedger(...argv)
  expect([status, err]).toEqual([0, ''])
  return out
}

const imported = async (db: string): Promise<ReadonlyArray<string>> => {
  await done('import', 'ledger.ndjson', '--store', `sqlite:${db}`)
  return pssp(db)
}

/** Creates a store in which the May scorecard was published and then corrected. */
const restated = async (db: string): Promise<ReadonlyArray<string>> => {
  const store = await imported(db)
  await done('publish', ...store, ...may, ...chair)
  await done('record', 'correction.json', '--store', `sqlite:${db}`)
  return store
}

const sizeOf = async (store: ReadonlyArray<string>): Promise<number> => {
  const digest = await done('digest', ...store, '--format', 'json')
  return (JSON.parse(digest) as { size: number }).size
}

beforeAll(() => {
  copyFileSync(source, 'ledger.ndjson')
  writeFileSync('correction.json', JSON.stringify(correction))
})

describe('publish', () => {
  it('records the digest of the scorecard, drawn from the ledger just before it (M25)', async () => {
    const store = await imported('publish.db')
    const digest = JSON.parse(await done('digest', ...store, '--format', 'json')) as object
    const out = await done('publish', ...store, ...may, '--actor', 'Chair', '--format', 'json')
    const events = JSON.parse(out) as ReadonlyArray<{ data: EventData<'ScorecardPublished'> }>
    expect(events).toMatchObject([
      {
        type: 'ScorecardPublished',
        revision: 78,
        recordedAt: '2024-05-02T09:00:00.000Z',
        data: { period: '2016-05', regime: 'pssp-2016', size: 78 },
        metadata: { actor: 'Chair' },
      },
    ])
    const { size, root } = events[0]?.data ?? {}
    expect(digest).toMatchObject({ size, root })
    expect(
      JSON.parse(await done('history', ...store, '--at-revision', '78', '--format', 'json')),
    ).toEqual(expect.arrayContaining([...events]))
  })

  it('is signed by the actor named in the command, never by the environment’s', async () => {
    const argv = ['publish', ...(await imported('named.db')), ...may]
    const { status, err } = await kpiLedgerWith({ env: { KPI_LEDGER_ACTOR: 'Clerk' } }, ...argv)
    expect([status, err]).toEqual([2, expect.stringContaining('--actor')])
  })

  it('signs the published form of the scorecard’s JSON', async () => {
    const store = await imported('signed.db')
    const card = ['scorecard', ...store, ...may, '--regime', 'pssp-2016', '--format', 'json']
    const form = publishedForm(JSON.parse(await done(...card)) as Scorecard)
    const digest = createHash('sha256').update(canonicalJson(form)).digest('hex')
    expect(await done('publish', ...store, ...may, ...chair)).toContain(
      `scorecard digest      ${digest}\n`,
    )
  })

  it('prints the event with its digest, size and root', async () => {
    const table = await done('publish', ...(await imported('table.db')), ...may, ...chair)
    expect(table).toContain(
      'published by Chair of the board: the scorecard of May 2016 under pssp-2016',
    )
    expect(table).toMatch(
      /^good {18}15\napproaching target {4}0\nrequires improvement {2}2\ninadequate {12}0\nnot rated {13}5\nincomplete {12}0\nscorecard digest {6}[0-9a-f]{64}\nroot {18}[0-9a-f]{64}\nsize {18}78$/m,
    )
    const csv = await done(
      'publish',
      ...(await imported('csv.db')),
      ...may,
      ...chair,
      '--format',
      'csv',
    )
    expect(csv).toMatch(
      /^stream,revision,.*\r\nkpiContract-pssp,78,2024-05-02T09:00:00.000Z,Chair of the board,2016-05,pssp-2016,[0-9a-f]{64},78,[0-9a-f]{64},0000/,
    )
  })

  it.each<[ReadonlyArray<string>, number, string]>([
    [['--period', '2016-03'], 2, 'there is nothing to publish: no regime is in effect in 2016-03'],
    [[...may, '--regime', 'pssp-2016'], 2, "unknown option '--regime'"],
    [
      ['--period', '2024-05'],
      2,
      '2024-05 is not over yet: a scorecard is published after its period, and it is now 2024-05-02T09:00:00.000Z',
    ],
    [['--period', '2016-13'], 2, '--period: expected a period such as'],
    [[...may, '--actor', ' '], 2, '--actor: expected text, got nothing but blanks'],
    [[...may, '--actor', 'a\u0007'], 2, '--actor: '],
    [[...may, '--contract', 'x'], 2, 'no contract "x" in sqlite:refused.db'],
    [[...may, '--store', 'memory:'], 2, 'no contract "pssp" in memory:'],
    [[...may, '--store', 'ledger.ndjson'], 3, 'writing to ledger.ndjson is not supported'],
    [[...may, '--store', 'sqlite:none.db'], 3, '--store: there is no file none.db: '],
  ])('refuses %j and writes nothing', async (options, status, message) => {
    const store = await imported('refused.db')
    const refused = await kpiLedger('publish', ...store, ...chair, ...options)
    expect([refused.status, refused.out]).toEqual([status, ''])
    expect(refused.err).toContain(message)
    expect(await sizeOf(store)).toBe(78)
    expect(existsSync('none.db')).toBe(false)
  })

  it('refuses a scorecard without KPIs', async () => {
    const scheme = {
      bands: [{ code: 'met', label: 'Met', grade: 'good', when: 'otherwise' }],
      notRated: { code: 'none', label: 'None' },
    }
    const commands = [
      { type: 'RegisterContract', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
      { type: 'AdoptRegime', regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme },
    ].map((command) => JSON.stringify({ ...command, contract: 'c' }))
    writeFileSync('empty.ndjson', commands.join('\n'))
    await done('record', 'empty.ndjson', '--store', 'sqlite:empty.db', '--actor', 'Ann')
    const { status, err } = await kpiLedger(
      ...['publish', '--store', 'sqlite:empty.db', '--contract', 'c', ...may, ...chair],
    )
    expect([status, err]).toEqual([
      2,
      'kpi-ledger: there is nothing to publish: no KPI is on the scorecard of 2016-05 under regime "r"\n',
    ])
  })

  it('M25a names what is missing or already published, and stops until that is confirmed', async () => {
    const store = await imported('confirmed.db')
    const june = ['publish', ...store, '--period', '2016-06', ...chair]
    const stopped = await kpiLedger(...june)
    expect([stopped.status, stopped.out]).toEqual([2, ''])
    expect(stopped.err).toMatch(/^kpi-ledger: no outcome is recorded for STS-K-009, .*"incomplete"/)
    expect(await done(...june, '--incomplete')).toMatch(/^incomplete +\d+: STS-K-009, /m)
    const repeated = await kpiLedger(...june, '--incomplete')
    expect(repeated.status).toBe(2)
    expect(repeated.err).toMatch(/was published under "pssp-2016" before, at revision 78 .*"again"/)
    const [event] = JSON.parse(
      await done(...june, '--incomplete', '--again', '--format', 'json'),
    ) as ReadonlyArray<{ data: EventData<'ScorecardPublished'> }>
    expect(event?.data).toMatchObject({ again: true, period: '2016-06' })
    expect(event?.data.incomplete?.length).toBeGreaterThan(1)
    const nobody = await kpiLedger('publish', ...store, ...may)
    expect([nobody.status, nobody.out]).toEqual([2, ''])
    expect(nobody.err).toContain('--actor')
    const honest = { type: 'PublishScorecard', contract: 'pssp', ...event?.data, size: 80 }
    writeFileSync('by-hand.json', JSON.stringify(honest))
    const byHand = await kpiLedger('record', 'by-hand.json', '--store', 'sqlite:confirmed.db')
    expect([byHand.status, byHand.out]).toEqual([2, ''])
    expect(byHand.err).toContain('use publish')
    expect(await sizeOf(store)).toBe(80)
  })

  describe('while somebody else writes', () => {
    const opened: Array<SqliteStore> = []
    afterEach(() => {
      for (const store of opened.splice(0)) store.close()
    })

    /** Makes a function that writes a note, the first time it is called. */
    const otherWriter = async (db: string) => {
      const other = await sqliteStore(db)()
      if (E.isLeft(other)) throw new Error('not opened')
      opened.push(other.right)
      const note = {
        id: branded<EventId>('00000000-0000-4000-8000-ffffffffffff'),
        type: 'NoteAdded' as const,
        version: 1,
        recordedAt: branded<Instant>('2024-05-02T09:00:00.000Z'),
        data: { period: '2016-05', text: 'wait' },
      }
      const written: Array<Promise<E.Either<unknown, unknown>>> = []
      const write = () => {
        if (written.length === 0)
          written.push(other.right.append(streamOf('pssp'), [note], 'any')())
      }
      return { write, written }
    }

    const id = '00000000-0000-4000-8000-eeeeeeeeeeee'

    it.each<[string, (write: () => void) => Partial<Io>]>([
      [
        'after the scorecard was drawn',
        (write) => ({ progress: () => ({ at: () => undefined, end: write }) }),
      ],
      [
        'just before it is recorded',
        (write) => ({
          newId: () => {
            write()
            return id
          },
        }),
      ],
    ])('publishes nothing if they write %s', async (place, world) => {
      const store = await imported(`${place.length}.db`)
      const { write, written } = await otherWriter(`${place.length}.db`)
      const { status, out, err } = await kpiLedgerWith(
        world(write),
        'publish',
        ...store,
        ...may,
        ...chair,
      )
      expect(await Promise.all(written)).toMatchObject([{ _tag: 'Right' }])
      expect([status, out, err]).toEqual([
        4,
        '',
        'kpi-ledger: nothing was published: the scorecard was drawn from 78 events, but somebody else has recorded since and there are 79; review it and try again\n',
      ])
      expect(await sizeOf(store)).toBe(79)
      await done('publish', ...store, ...may, ...chair)
    })
  })
})

describe('restatements', () => {
  it('says what was published, what it says now, and who changed it (M26)', async () => {
    const out = await done('restatements', ...(await restated('said.db')))
    expect(out.split('\n').slice(0, 4)).toEqual([
      ...['pssp: what was published', ''],
      'May 2016, pssp-2016 — published 2024-05-02 09:00:00 UTC by Chair of the board',
      'holds: its digest and root are those of the 78 events before revision 78',
    ])
    expect(out).toMatch(/^R&B-K-001 .* 20\.32 +Exceeded +>= 20\.31 +20\.3 † +Not Met$/m)
    expect(out).toContain(
      'by Revenues manager, which changed actual from 20.32 to\n    20.3; reason: a batch was counted twice\n',
    )
    expect(out).not.toContain('R&B-K-002')
  })

  it('says so if nothing was published, or nothing changed since', async () => {
    const store = await imported('quiet.db')
    expect(await done('restatements', ...store)).toMatch(
      /^pssp: nothing has been published\nledger of 78 events, root [0-9a-f]{64}\n$/,
    )
    await done('publish', ...store, ...may, ...chair)
    expect(await done('restatements', ...store)).toMatch(
      /revision 78\nunchanged since\nledger of 79 /,
    )
    const note = { type: 'AddNote', contract: 'pssp', period: '2016-05', text: 'seen' }
    writeFileSync('note.json', JSON.stringify({ ...note, kpi: 'R&B-K-001' }))
    await done('record', 'note.json', '--store', 'sqlite:quiet.db', '--actor', 'Ann')
    expect(await done('restatements', ...store)).toMatch(/\nunchanged since\nledger of 80 /)
    const csv = await done('restatements', ...store, '--format', 'csv')
    expect(csv.split('\r\n')[1]).toMatch(
      /^pssp,78,[^,]*,Chair of the board,2016-05,pssp-2016,true,,+80,[0-9a-f]{64}$/,
    )
  })

  it('is JSON with the ledger it was drawn from, and CSV with one row per restated cell', async () => {
    const store = await restated('formats.db')
    const json = JSON.parse(await done('restatements', ...store, '--format', 'json')) as object
    expect(json).toMatchObject({
      contract: 'pssp',
      ledger: { size: 80 },
      publications: [
        {
          revision: 78,
          actor: 'Chair of the board',
          holds: true,
          failing: [],
          restatements: [
            {
              kpi: 'R&B-K-001',
              changed: ['outcome', 'rating'],
              events: [{ revision: 79, actor: 'Revenues manager', reason: correction.reason }],
            },
          ],
        },
      ],
    })
    const csv = await done('restatements', ...store, '--format', 'csv')
    expect(csv.split('\r\n')[1]?.replace(/,,,,80,[0-9a-f]{64}$/, '')).toBe(
      'pssp,78,2024-05-02T09:00:00.000Z,Chair of the board,2016-05,pssp-2016,true,,R&B-K-001,Achievement of the in-year Council Tax collection rate target,>= 20.31,20.32,exceeded,Exceeded,good,>= 20.31,20.3,not-met,Not Met,requires-improvement,outcome rating,79,Revenues manager,actual from 20.32 to 20.3,a batch was counted twice',
    )
  })

  it('answers as at a revision or an instant (M21)', async () => {
    const store = await restated('as-at.db')
    const asked = (...options: ReadonlyArray<string>) => done('restatements', ...store, ...options)
    expect(await asked('--at-revision', '77')).toContain('nothing has been published')
    expect(await asked('--at-revision', '78')).toContain('unchanged since')
    expect(await asked('--facts-as-at', '2024-05-02T08:59:59Z')).toContain('unchanged since')
    expect(await asked('--rules-as-at', '2024-05-02T08:59:59Z')).toContain('R&B-K-001')
    const beyond = await kpiLedger('restatements', ...store, '--at-revision', '80')
    expect([beyond.status, beyond.err]).toEqual([
      2,
      'kpi-ledger: there is no revision 80; the contract has 80 events\n',
    ])
  })

  it('is the same from the file and from the store, byte for byte', async () => {
    const store = await restated('same.db')
    writeFileSync('same.ndjson', await done('export', '--store', 'sqlite:same.db'))
    for (const format of ['table', 'json', 'csv']) {
      const asked = ['restatements', '--format', format]
      expect(await done(...asked, '--store', 'same.ndjson', '--contract', 'pssp')).toBe(
        await done(...asked, ...store),
      )
    }
  })
})

describe('M25a what was published', () => {
  const forged = (name: string, from: RegExp, to: string): string => {
    const text = readFileSync('honest.ndjson', 'utf8')
    expect(text).toMatch(from)
    writeFileSync(name, text.replace(from, to))
    return name
  }

  beforeAll(async () => {
    await restated('honest.db')
    await done('publish', ...pssp('honest.db'), '--period', '2016-04', ...chair, '--incomplete')
    writeFileSync('honest.ndjson', await done('export', '--store', 'sqlite:honest.db'))
  })

  it('has nothing to report if nobody has changed anything', async () => {
    expect(await done('verify', 'honest.ndjson')).toContain(
      'yes:        what was published in kpiContract-pssp (2) recomputes to its digests and roots\n',
    )
  })

  it.each([
    ['a figure that was published', /"value":20.32/, '"value":20.42', 78, ['root of 78', 'digest']],
    ['another digest', /"scorecardDigest":"../, '"scorecardDigest":"zz', 78, ['digest']],
    ['another root', /("size":78,"root":")../, '$1zz', 78, ['root of 78']],
    ['who corrected it', /Revenues manager/, 'Someone else', 80, ['root of 80']],
  ])('does not hold after a forgery: %s', async (name, from, to, revision, what) => {
    const file = forged(`${name.replaceAll(' ', '-')}.ndjson`, from, to.replace('zz', '00'))
    const verified = await kpiLedger('verify', file)
    const restatements = await kpiLedger(
      ...['restatements', '--store', file, '--contract', 'pssp', '--format', 'csv'],
    )
    expect([verified.status, restatements.status]).toEqual([1, 1])
    const [first = ''] = restatements.err.split('\n')
    expect(first).toContain(`published at revision ${String(revision)}: `)
    for (const each of what) expect(first).toContain(each)
    expect(verified.err).toBe(`kpi-ledger: ${file}: ${first.replace('kpi-ledger: ', '')}\n`)
    const imported = await kpiLedger('import', file, '--store', `sqlite:${file}.db`)
    expect(imported).toMatchObject({ status: 2, out: '' })
    // The 67 events of the other contract come first.
    expect(imported.err).toContain(`${file}:${String(67 + revision + 1)}: `)
    expect(imported.err).toContain('drawn from the events before it')
    expect(existsSync(`${file}.db`)).toBe(false)
    expect(verified.out).toMatch(/^no: {3}\S+\.ndjson: /m)
    const failing = restatements.out.split('\r\n').map((row) => row.split(',').slice(1, 8))
    expect(failing.find(([at]) => at === String(revision))?.[5]).toBe('false')
  })

  it('is still reported, with a note on what it is compared with', async () => {
    const file = forged('lost.ndjson', /"value":20.32/, '"value":20.42')
    const { status, out } = await kpiLedger('restatements', '--store', file, '--contract', 'pssp')
    expect(status).toBe(1)
    expect(out).toMatch(/does not hold: the scorecard of 2016-05 under pssp-2016, published at/)
    expect(out).toContain(
      'what was published is lost; below is what its events give, and what has changed it since:\n',
    )
    expect(out).toMatch(/^R&B-K-001 .* 20\.42 /m)
  })

  it('is checked against a kept digest first, which was out of the writer’s reach', async () => {
    writeFileSync('kept.json', await done('digest', ...pssp('honest.db'), '--format', 'json'))
    const file = forged('kept.ndjson', /"value":20.32/, '"value":20.42')
    const { err } = await kpiLedger('verify', file, '--digest', 'kept.json')
    expect(err).toContain('root of 81 events: expected')
  })
})
