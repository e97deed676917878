import { basename } from 'node:path'
import type { History } from '@kpi-ledger/core'
import {
  cellInWords,
  openReturn,
  planReturn,
  readReturn,
  type CellRemark,
  type Encoding,
  type Mapping,
  type OpenedReturn,
  type PlannedFigure,
  type ReadReturn,
  type ReturnSource,
} from '@kpi-ledger/intake'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import { fileFailure, nameOf } from '../input/text-file'
import type { Io } from '../io'
import { HashedFile } from './hashed-file'

/** A file of figures, read and checked against its contract. */
export interface CollectedFile {
  /** The path of the file, `-` for standard input. */
  readonly path: string
  /** The name and hash of the file. */
  readonly source: ReturnSource
  /** The id of its contract. */
  readonly contract: string
  /** The history of its contract. */
  readonly history: History
  /** The figures in the file. */
  readonly read: ReadReturn
  /** What happens to each figure. */
  readonly planned: ReadonlyArray<PlannedFigure>
}

/** How to collect files of figures. */
export interface Collecting {
  /** The contract that `--contract` names; null if omitted. */
  readonly contract: string | null
  /** The mapping to read files by; null for returns. */
  readonly mapping: Mapping | null
  /** The encoding of CSV that does not declare it; null for the default. */
  readonly encoding: Encoding | null
  /** Who records the figures; null for nobody. */
  readonly actor: string | null
  /** Why figures in the ledger are corrected; null for no reason. */
  readonly reason: string | null
  /** The history of a contract; a failure if there is none. */
  readonly historyOf: (contract: string) => Promise<E.Either<Failure, History>>
}

const NEEDS_REASON = ' has a different figure in the ledger; to correct it, give a reason'

/** The faults of a file, one per line, by cell. */
export const faultsIn = (path: string, faults: ReadonlyArray<CellRemark>): Failure =>
  badInput(
    faults
      .map((fault) => {
        const how = fault.message.endsWith(NEEDS_REASON) ? ' with --reason' : ''
        return `${nameOf(path)}:${cellInWords(fault)}: ${fault.message}${how}`
      })
      .join('\n'),
  )

/** Opens a file of figures by its path (`-` is standard input), uses it and closes it. */
export const withFile = async <A>(
  io: Io,
  path: string,
  encoding: Encoding | null,
  use: (opened: OpenedReturn, file: HashedFile) => Promise<E.Either<Failure, A>>,
): Promise<E.Either<Failure, A>> => {
  const file = new HashedFile(io, path)
  try {
    const opened = await openReturn(file, encoding === null ? {} : { encoding })
    return E.isLeft(opened)
      ? E.left(badInput(`${nameOf(path)} could not be read: ${opened.left.reason}`))
      : await use(opened.right, file)
  } catch (error) {
    return E.left(fileFailure(path, error))
  } finally {
    await file.close()
  }
}

const UNKNOWN = 'not written by template: say how to read it with --mapping; --guess proposes one'

const contractFor = (
  path: string,
  opened: OpenedReturn,
  { contract, mapping }: Collecting,
): E.Either<Failure, string> => {
  if (mapping === null && opened.contract === null)
    return E.left(badInput(`${nameOf(path)}: ${UNKNOWN}`))
  const of = contract ?? mapping?.contract ?? opened.contract
  return of === null
    ? E.left(
        badInput(
          `${nameOf(path)}: which contract is it for? Give --contract, or name it in the mapping`,
        ),
      )
    : E.right(of)
}

/** Reads a file of figures and compares it with its contract; fails with all its faults. */
export const collectFile = (
  io: Io,
  path: string,
  collecting: Collecting,
): Promise<E.Either<Failure, CollectedFile>> => {
  const { mapping, actor, reason } = collecting
  const encoding = collecting.encoding ?? mapping?.encoding ?? null
  return withFile(io, path, encoding, async (opened, file) => {
    const contract = contractFor(path, opened, collecting)
    if (E.isLeft(contract)) return contract
    const history = await collecting.historyOf(contract.right)
    if (E.isLeft(history)) return history
    const read = await readReturn(opened, history.right, mapping)
    const name = path === '-' ? nameOf(path) : basename(path)
    const source = { file: name, sha256: await file.sha256() }
    const planned = planReturn(history.right, read, {
      source,
      ...(actor === null ? {} : { actor }),
      ...(reason === null ? {} : { reason }),
    })
    return E.isLeft(planned)
      ? E.left(faultsIn(path, planned.left))
      : E.right({
          ...{ path, source, contract: contract.right, read },
          ...{ history: history.right, planned: planned.right },
        })
  })
}
