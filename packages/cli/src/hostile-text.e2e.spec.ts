import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeEvent } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { inNewFolder, kpiLedgerWith } from './fixture.spec'

inNewFolder()

/** A forged line, a change of text direction, and an unusual line ending. */
const LINES = 'x\nforged: ledger of 9 events, root 00\n\tforged\u202e\u2028y\ufeff'
/** The same with colours, and with Windows and other old line endings. */
const HOSTILE = `\u001b[31m${LINES}\r\nforged\u0085forged`

/** What no printed line may contain: invisible characters other than the line ending. */
const UNSEEN = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u

const isEvent = (u: unknown): boolean => E.isRight(decodeEvent(u))

/** A JSON event with hostile text in every place that may have text. */
const hostile = (event: unknown): unknown => {
  let root = event
  const visit = (parent: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(parent)) {
      if (typeof value === 'string') {
        for (const worse of [LINES, HOSTILE]) {
          const before = parent[key]
          parent[key] = `${value}${worse}`
          if (!isEvent(root)) parent[key] = before
        }
      } else if (typeof value === 'object' && value !== null)
        visit(value as Record<string, unknown>)
    }
  }
  root = structuredClone(event)
  visit(root as Record<string, unknown>)
  return root
}

const source = join(__dirname, '../../../examples/auditor/ledger.ndjson')

beforeAll(() => {
  const events = readFileSync(source, 'utf8').trimEnd().split('\n')
  const changed = events.map((line) => JSON.stringify(hostile(JSON.parse(line))))
  expect(changed.join('').split('forged').length).toBeGreaterThan(events.length)
  writeFileSync('ledger.ndjson', `${changed.join('\n')}\n`)
})

/** Runs a command with lines too wide to be wrapped, and checks all of its output. */
const look = async (...argv: ReadonlyArray<string>) => {
  const ran = await kpiLedgerWith({ columns: 1_000_000, env: { NO_COLOR: '1' } }, ...argv)
  const printed = ran.out + ran.err
  expect(UNSEEN.exec(printed)).toBeNull()
  expect(printed.split('\n').filter((line) => line.startsWith('forged'))).toEqual([])
  return ran
}

const pssp = ['--store', 'ledger.ndjson', '--contract', 'pssp']

describe('texts in events cannot print extra lines or invisible characters', () => {
  it.each<ReadonlyArray<string>>([
    ['history', ...pssp],
    ['scorecard', ...pssp, '--period', '2016-05'],
    ['scorecard', ...pssp, '--year', '2016/17'],
    ['findings', ...pssp],
    ['rules', ...pssp],
    ['due', ...pssp, '--period', '2016-05'],
    ['points', ...pssp, '--year', '2016/17'],
    ['restatements', ...pssp],
    ['reconcile', ...pssp, '--period', '2016-05'],
    ['explain', ...pssp, '--kpi', 'R&B-K-011', '--period', '2016-05'],
    ['tracker', ...pssp, '--kpi', 'R&B-K-011', '--year', '2016/17'],
    ['contracts', '--store', 'ledger.ndjson', '--period', '2016-05'],
    ['verify', 'ledger.ndjson'],
    ['import', 'ledger.ndjson', '--store', 'memory:'],
  ])('%j', async (...argv) => {
    const { out, err } = await look(...argv)
    expect(out + err).not.toBe('')
  })
})

describe('neither can texts in refused input, nor file names', () => {
  const scheme = (label: string): unknown => ({
    type: 'AdoptRegime',
    ...{ contract: 'c', regime: 'r', title: label, effectiveFrom: '2016-04' },
    scheme: {
      bands: [{ code: 'a', label, grade: 'good', when: 'otherwise' }],
      notRated: {
        ...{ code: 'n', label },
        by: { 'not-due': { code: 'n', label: `${label}2` } },
      },
    },
  })
  const register = {
    type: 'RegisterContract',
    ...{ contract: 'c', title: HOSTILE, authority: 'A', supplier: 'S', yearStart: 4 },
  }

  it.each<[string, unknown]>([
    ['a key', { [HOSTILE]: 1 }],
    ['a type', { type: HOSTILE }],
    ['a value', { ...register, yearStart: HOSTILE }],
    ['a label', [register, scheme(HOSTILE)]],
    ['no JSON', null],
  ])('%s', async (_, commands) => {
    const text = commands === null ? `{"a": ${HOSTILE}` : JSON.stringify(commands)
    for (const name of ['plain.json', 'a\nforged\u001b[31m.json']) {
      writeFileSync(name, text)
      const { status, err } = await look('record', '--store', 'memory:', name)
      expect([status, err]).toEqual([2, expect.stringMatching(/json/)])
    }
  })

  it.each<[number, ReadonlyArray<string>]>([
    [2, ['scorecard', ...pssp, '--period', HOSTILE]],
    [2, ['history', ...pssp, '--kpi', HOSTILE]],
    [3, ['history', '--store', `${HOSTILE}.ndjson`, '--contract', 'c']],
    [2, ['history', '--store', HOSTILE, '--contract', 'c']],
    [2, ['verify', `${HOSTILE}.ndjson`]],
  ])('an argument: exit status %d', async (expected, argv) => {
    expect((await look(...argv)).status).toBe(expected)
  })
})
