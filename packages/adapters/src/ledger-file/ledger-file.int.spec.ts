import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect, encodeLine, type StoreError } from '@kpi-ledger/core'
import { foldPages } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { memoryStore } from '../memory'
import { importLedgerFile, ledgerFile, readLedgerFile } from './index'
import { readLines } from './lines'

const source = join(__dirname, '../../../../examples/peterborough-2016/ledger.ndjson')
const text = readFileSync(source, 'utf8')
const lines = text.trimEnd().split('\n')
const PSSP = 'kpiContract-pssp'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-file-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

let count = 0
const fileOf = (content: string | Uint8Array): string => {
  const path = join(folder, `${String(count++)}.ndjson`)
  writeFileSync(path, content)
  return path
}

const errorIn = async (content: string | Uint8Array): Promise<StoreError | null> => {
  const events = await collect(readLedgerFile(fileOf(content)))()
  return E.isLeft(events) ? events.left : null
}

const edit = (line: number, change: (event: Record<string, unknown>) => unknown): string => {
  const edited = [...lines]
  edited[line] = JSON.stringify(change(JSON.parse(lines[line] ?? '') as Record<string, unknown>))
  return `${edited.join('\n')}\n`
}

describe('reading a ledger file', () => {
  it('gives every event in file order', async () => {
    const events = await collect(readLedgerFile(source))()
    expect(E.isRight(events) && events.right.map(encodeLine)).toEqual(lines)
  })

  it.each([
    ['nothing', '', 0],
    ['no final line ending', lines.join('\n'), lines.length],
    ['a byte order mark', `\ufeff${text}`, lines.length],
    ['Windows line endings', `${lines.join('\r\n')}\r\n`, lines.length],
  ])('accepts a file with %s', async (_, content, size) => {
    const events = await collect(readLedgerFile(fileOf(content)))()
    expect(E.isRight(events) && events.right.length).toBe(size)
  })

  it.each<[string, () => string | Uint8Array, string, string | RegExp]>([
    ['is cut short', () => text.slice(0, -20), 'line 145', /^not JSON: /],
    [
      'has an empty line',
      () => `${lines[0] ?? ''}\n\n${lines[1] ?? ''}\n`,
      'line 2',
      'expected an event, got an empty line',
    ],
    ['has a byte order mark inside', () => text.replace('\n', '\n\ufeff'), 'line 2', /blanks/],
    [
      'has blanks around an event',
      () => `${lines[0] ?? ''} \n`,
      'line 1',
      'expected no blanks around the event',
    ],
    [
      'is not UTF-8',
      () =>
        Buffer.concat([
          Buffer.from(`${lines[0] ?? ''}\n${lines[1] ?? ''}`),
          Buffer.from([0xff, 0x0a]),
        ]),
      'line 2',
      'not UTF-8',
    ],
    [
      'ends in half a character',
      () => Buffer.from([...Buffer.from(text), 0xe2, 0x82]),
      'line 146',
      'not UTF-8',
    ],
    [
      'repeats a revision',
      () => edit(1, (event) => ({ ...event, revision: 0 })),
      'line 2',
      /^revision: expected 1, got 0/,
    ],
    [
      'leaves a revision out',
      () => [lines[0], lines[2]].join('\n'),
      'line 2',
      /^revision: expected 1, got 2/,
    ],
    [
      'goes back in time',
      () => edit(1, (event) => ({ ...event, recordedAt: '2016-06-12T00:00:00.000Z' })),
      'line 2',
      /^recordedAt: 2016-06-12T00:00:00.000Z is before/,
    ],
    [
      'has an unknown type',
      () => edit(4, (event) => ({ ...event, type: 'KPIDeleted' })),
      'line 5',
      'type: unknown event type "KPIDeleted"',
    ],
    [
      'has an unknown field',
      () =>
        edit(2, (event) => ({ ...event, data: { ...(event['data'] as object), tolerence: 1 } })),
      'line 3',
      /^data.tolerence: unknown field/,
    ],
    [
      'uses an id twice',
      () =>
        edit(2, (event) => ({ ...event, id: (JSON.parse(lines[0] ?? '') as { id: string }).id })),
      'line 3',
      /is already used on line 1$/,
    ],
    [
      'has two contracts claiming one stream',
      () =>
        edit(0, (event) => ({ ...event, data: { ...(event['data'] as object), contract: 'ict' } })),
      'line 1',
      'data.contract: "ict" is not the contract of stream kpiContract-pssp',
    ],
    [
      'breaks a rule of the domain',
      () =>
        edit(26, (event) => ({
          ...event,
          data: { ...(event['data'] as object), kpi: 'STS-K-009' },
        })),
      'line 27',
      /already recorded; correct it instead$/,
    ],
    [
      'writes a key twice',
      () => text.replace('"revision":0', '"revision":0,"revision":0'),
      'line 1',
      'revision: written twice',
    ],
  ])('gives the line and the reason for a file that %s', async (_, content, at, reason) => {
    const error = await errorIn(content())
    expect(error).toMatchObject({ _tag: 'Corrupt', at })
    if (error?._tag !== 'Corrupt') throw new Error('not corrupt')
    if (typeof reason === 'string') expect(error.reason).toBe(reason)
    else expect(error.reason).toMatch(reason)
  })

  it('reports a missing file', async () => {
    const events = await collect(readLedgerFile(join(folder, 'none.ndjson')))()
    expect(events).toMatchObject({ left: { _tag: 'Unavailable' } })
    expect(E.isLeft(await collect(readLedgerFile(folder))())).toBe(true)
  })

  it('refuses a line longer than any event', async () => {
    const error = await errorIn(`${lines[0] ?? ''}\n"${'x'.repeat(18 * 1024 * 1024)}"\n`)
    expect(error).toMatchObject({ _tag: 'Corrupt', at: 'line 2' })
  })
})

describe('lines', () => {
  const chunked = async (content: string, sizes: ReadonlyArray<number>) => {
    const bytes = Buffer.from(content)
    const found: Array<readonly [number, string]> = []
    const chunks = (async function* () {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1
        yield bytes.subarray(at, at + size)
        at += size
      }
    })()
    for await (const page of readLines(chunks)) {
      if (E.isLeft(page)) throw new Error(page.left.reason)
      found.push(...page.right.map((line) => [line.number, line.text] as const))
    }
    return found
  }

  it('are the same, however the bytes arrive', async () => {
    const content = fc
      .array(fc.constantFrom('a', '\n', '\r\n', 'é', '€', '😀'), { maxLength: 40 })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(
        content,
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
        async (given, sizes) => {
          const split = given.split(/\r?\n/)
          const expected = (given.endsWith('\n') || given === '' ? split.slice(0, -1) : split).map(
            (line, i) => [i + 1, line],
          )
          expect(await chunked(given, sizes)).toEqual(expected)
        },
      ),
    )
  })
})

describe('a ledger file as a store', () => {
  const file = ledgerFile(source)
  const revisions = async (options: object) => {
    const events = await collect(file.read(PSSP, options))()
    return E.isRight(events) ? events.right.map(({ revision }) => revision) : events.left
  }

  it.each([
    [{ from: 75 }, [75, 76, 77]],
    [{ from: 3, limit: 2 }, [3, 4]],
    [{ direction: 'backwards', limit: 2 }, [77, 76]],
    [{ direction: 'backwards', from: 1 }, [1, 0]],
    [{ limit: 0 }, []],
  ])('reads %j', async (options, expected) => {
    expect(await revisions(options)).toEqual(expected)
  })

  it('reads all streams, after a position and filtered', async () => {
    const all = await collect(file.readAll())()
    if (E.isLeft(all)) throw new Error('unreadable')
    expect(all.right).toHaveLength(145)
    const last = all.right.at(-2)
    const rest = await collect(file.readAll(last ? { after: last.position } : {}))()
    expect(E.isRight(rest) && rest.right.map(({ event }) => event)).toEqual([
      all.right.at(-1)?.event,
    ])
    const notes = await collect(file.readAll({ filter: { types: ['NoteAdded'] } }))()
    expect(E.isRight(notes) && notes.right).toHaveLength(11)
    const after = { kind: 'stream', stream: PSSP, revision: 1 } as const
    expect(await collect(file.readAll({ after }))()).toMatchObject({
      left: { _tag: 'NotSupported' },
    })
  })

  it('passes on the file’s faults', async () => {
    const bad = ledgerFile(fileOf(`${lines[0] ?? ''}\n{`))
    for (const pages of [bad.read(PSSP), bad.read(PSSP, { direction: 'backwards' })])
      expect(await collect(pages)()).toMatchObject({ left: { _tag: 'Corrupt', at: 'line 2' } })
    expect(await collect(bad.readAll())()).toMatchObject({ left: { _tag: 'Corrupt' } })
  })

  it('reads one contract despite faults in the lines of another', async () => {
    const ict = { filter: { streams: ['kpiContract-ict'] } }
    const ofIct = await collect(file.readAll(ict))()
    expect(E.isRight(ofIct) && ofIct.right).toHaveLength(67)
    const beside = lines.findIndex((line) => line.includes(`"stream":"${PSSP}"`))
    const faults: ReadonlyArray<(event: Record<string, unknown>) => unknown> = [
      (event) => ({ ...event, revision: 99 }),
      ({ stream, ...event }) => ({ unknown: 1, stream, ...event }),
    ]
    for (const fault of faults) {
      const bad = ledgerFile(fileOf(edit(beside, fault)))
      expect(await collect(bad.readAll(ict))()).toEqual(ofIct)
      expect(await collect(bad.read(PSSP))()).toMatchObject({
        left: { _tag: 'Corrupt', at: `line ${String(beside + 1)}` },
      })
    }
  })

  it('finds a line at fault that names no stream, whichever contract is read', async () => {
    const bad = ledgerFile(fileOf(edit(3, (event) => ({ ...event, stream: 7 }))))
    for (const stream of [PSSP, 'kpiContract-ict'])
      expect(await collect(bad.read(stream))()).toMatchObject({
        left: { _tag: 'Corrupt', at: 'line 4' },
      })
  })

  it('is closed when its reader has had enough', async () => {
    const folded = await foldPages(file.read(PSSP), 0, (n) =>
      n === 3 ? E.left('enough') : E.right(n + 1),
    )()
    expect(folded).toEqual(E.left('enough'))
  })
})

describe('import', () => {
  it('keeps every envelope unchanged, and adds nothing the second time', async () => {
    const store = memoryStore()
    expect(await importLedgerFile(source, store)()).toEqual(
      E.right([
        { stream: PSSP, added: 78, known: 0 },
        { stream: 'kpiContract-ict', added: 67, known: 0 },
      ]),
    )
    const all = await collect(store.readAll())()
    expect(E.isRight(all) && all.right.map(({ event }) => encodeLine(event))).toEqual(lines)
    expect(await importLedgerFile(source, store)()).toMatchObject({
      right: [
        { added: 0, known: 78 },
        { added: 0, known: 67 },
      ],
    })
  })

  it('continues from a shorter file, and skips a file when it has more', async () => {
    const store = memoryStore()
    const shorter = fileOf(lines.slice(0, 50).join('\n'))
    expect(await importLedgerFile(shorter, store)()).toMatchObject({ right: [{ added: 50 }] })
    expect(await importLedgerFile(source, store)()).toMatchObject({
      right: [{ added: 28, known: 50 }, { added: 67 }],
    })
    expect(await importLedgerFile(shorter, store)()).toMatchObject({
      right: [{ added: 0, known: 50 }],
    })
  })

  it('imports nothing from a file with one bad line', async () => {
    const store = memoryStore()
    const bad = fileOf(edit(144, (event) => ({ ...event, revision: 99 })))
    expect(await importLedgerFile(bad, store)()).toMatchObject({
      left: { _tag: 'Corrupt', at: 'line 145' },
    })
    expect(await collect(store.readAll())()).toEqual(E.right([]))
  })

  it('imports nothing if the store has a different history', async () => {
    const store = memoryStore()
    const other = fileOf(
      edit(0, (event) => ({ ...event, metadata: { actor: 'somebody else' } })).split('\n')[0] ?? '',
    )
    expect(E.isRight(await importLedgerFile(other, store)())).toBe(true)
    expect(await importLedgerFile(source, store)()).toMatchObject({
      left: { _tag: 'Conflict', stream: PSSP },
    })
    const all = await collect(store.readAll())()
    expect(E.isRight(all) && all.right).toHaveLength(1)
  })
})
