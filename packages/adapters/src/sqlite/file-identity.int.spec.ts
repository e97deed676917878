import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isOld, stayedAt } from './file-identity'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const newLedger = (name: string): string => {
  const file = join(folder, name, 'ledger.db')
  mkdirSync(dirname(file))
  for (const suffix of ['', '-wal', '-shm']) writeFileSync(`${file}${suffix}`, name)
  return file
}

const aMinuteAhead = (): number => Date.now() + 60_000

const ways: ReadonlyArray<readonly [string, (file: string, other: string) => void]> = [
  ['the file is removed', (file) => rmSync(file)],
  ['the file is renamed', (file) => renameSync(file, `${file}-away`)],
  ['the file is replaced', (file, other) => renameSync(other, file)],
  ['the log is removed', (file) => rmSync(`${file}-wal`)],
  ['the log is replaced', (file, other) => renameSync(`${other}-wal`, `${file}-wal`)],
  ['the index of the log is removed', (file) => rmSync(`${file}-shm`)],
  ['the index is replaced', (file, other) => renameSync(`${other}-shm`, `${file}-shm`)],
  [
    'the folder is replaced',
    (file, other) => {
      renameSync(dirname(file), `${dirname(file)}-away`)
      renameSync(dirname(other), dirname(file))
    },
  ],
  ['the folder is removed', (file) => rmSync(dirname(file), { recursive: true })],
]

it.each([
  ['fine', 1_700_000_000_123_456_789n, 100],
  ['of milliseconds', 1_700_000_000_123_000_000n, 2500],
  ['of seconds', 1_700_000_000_000_000_000n, 2500],
])('a timestamp that is %s: a later change would show after so many ms', (_, ctimeNs, wait) => {
  const changed = Number(ctimeNs) / 1e6
  expect(isOld({ ctimeNs }, changed + wait - 1)).toBe(false)
  expect(isOld({ ctimeNs }, changed + wait + 1)).toBe(true)
})

describe('whether a file stayed at its path', () => {
  it.each(ways)('is noticed in a folder that has just changed: %s', (_, away) => {
    const [file, other] = [newLedger('own'), newLedger('other')]
    const stayed = stayedAt(file)
    expect([stayed(), stayed()]).toEqual([true, true])
    away(file, other)
    expect([stayed(), stayed()]).toEqual([false, false])
  })

  it.each(ways)('is noticed in a folder unchanged for a while: %s', async (_, away) => {
    const [file, other] = [newLedger('own'), newLedger('other')]
    await setTimeout(50)
    const stayed = stayedAt(file, aMinuteAhead)
    appendFileSync(file, 'written to')
    expect([stayed(), stayed()]).toEqual([true, true])
    away(file, other)
    expect([stayed(), stayed()]).toEqual([false, false])
  })

  it.each(ways.slice(0, 7))('is noticed through a link to the file: %s', async (_, away) => {
    const [file, other, link] = [newLedger('own'), newLedger('other'), join(folder, 'link.db')]
    symlinkSync(file, link)
    await setTimeout(50)
    const stayed = stayedAt(link, aMinuteAhead)
    expect([stayed(), stayed()]).toEqual([true, true])
    away(file, other)
    expect(stayed()).toBe(false)
  })

  it('is not affected by other files beside it', async () => {
    const file = newLedger('own')
    await setTimeout(50)
    const stayed = stayedAt(file, aMinuteAhead)
    expect(stayed()).toBe(true)
    writeFileSync(join(dirname(file), 'notes.txt'), 'other')
    expect([stayed(), stayed()]).toEqual([true, true])
  })
})
