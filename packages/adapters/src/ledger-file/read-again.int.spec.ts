import { createHash } from 'node:crypto'
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import * as E from 'fp-ts/Either'
import { fileOf, notes, temporaryFiles } from '../fixture.spec'
import { readAgain } from './read-again'

const file = temporaryFiles()
const content = fileOf(notes('a', 1, 4))

const again = (change: (path: string) => void) => {
  const path = file(content)
  change(path)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const held = (stream: string): number => (stream === 'kpiContract-a' ? 1 : 0)
  const found = [...readAgain({ path, sha256, held, onBatch: () => undefined })]
  return found.map((batch) =>
    E.isRight(batch)
      ? batch.right.events.length
      : 'reason' in batch.left && batch.left.reason.slice(path.length + 2),
  )
}

const written = 'it was written to while it was imported; nothing was imported'

it.each<readonly [string, ReadonlyArray<unknown>, (path: string) => void]>([
  ['unchanged', [3], () => undefined],
  [
    'with another stream',
    [3, 2, written],
    (path) => appendFileSync(path, fileOf(notes('b', 2, 2))),
  ],
  ['with an invalid line', [written], (path) => appendFileSync(path, 'oops\n')],
  ['that is no longer UTF-8', [written], (path) => writeFileSync(path, Uint8Array.of(0xff))],
  ['that is gone', ['no such file'], (path) => rmSync(path)],
])('a file read again %s gives its events up to an error', (_, expected, change) => {
  expect(again(change)).toEqual(expected)
})
