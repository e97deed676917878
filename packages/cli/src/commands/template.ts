import { counted } from '@kpi-ledger/core/unstable'
import {
  blankReturn,
  returnFor,
  writeReturn,
  writeReturnByOwner,
  type BlankReturn,
  type ReturnForm,
} from '@kpi-ledger/intake'
import * as E from 'fp-ts/Either'
import { defineCommand, printedText } from '../command/command'
import { flag, optional, required } from '../command/option'
import { badInput, type Failure } from '../failure'
import { inWords } from '../input/asking'
import { openHistory } from '../input/contract'
import { contractPeriod } from '../input/contract-period'
import { readText } from '../input/options'
import { contractOptions, EXAMPLE, periodOption } from '../input/shared-options'
import { openToRead } from '../input/store'
import { writeNewFile } from '../output'

/** A file to write a return to, in the format of its extension. */
interface ReturnFile {
  readonly path: string
  readonly form: ReturnForm
}

const readOut = (path: string): E.Either<Failure, ReturnFile> => {
  const name = path.toLowerCase()
  if (name.endsWith('.xlsx')) return E.right({ path, form: 'xlsx' })
  if (name.endsWith('.csv')) return E.right({ path, form: 'csv' })
  return E.left(badInput(`--out: expected a name that ends in .xlsx or .csv, got ${path}`))
}

/** The return for one owner's figures; fails with the other owners if none of its KPIs is theirs. */
const ofOwner = (all: BlankReturn, owner: string | null): E.Either<Failure, BlankReturn> => {
  if (owner === null) return E.right(all)
  const theirs = returnFor(all, owner)
  if (theirs.rows.length > 0) return E.right(theirs)
  const owners = [...new Set(all.rows.flatMap((row) => row.owner ?? []))]
  const others =
    owners.length === 0
      ? 'none has an owner'
      : `the owners are ${owners.map((each) => JSON.stringify(each)).join(', ')}`
  return E.left(
    badInput(`--owner: no KPI of this return is owned by ${JSON.stringify(owner)}; ${others}`),
  )
}

/** `template`: a blank return for a period, for service managers to fill in. */
export const command = defineCommand({
  name: 'template',
  group: 'Recording',
  summary:
    'Writes a blank return for a period, with a row for each KPI due or usually reported in it.',
  example: `template --store ${EXAMPLE} --contract pssp --period 2016-06 --out return.xlsx`,
  options: {
    ...contractOptions,
    period: periodOption,
    owner: optional(
      '--owner <name>',
      'only the KPIs whose figures this team or role returns',
      readText('--owner'),
    ),
    byOwner: flag('--by-owner', 'one workbook with a sheet for each owner'),
    out: required('--out <file>', 'a new file, FILE.xlsx or FILE.csv', readOut),
  },
  formats: null,
  run: async (context, given) => {
    const { store: url, contract, period: written, owner, byOwner } = given
    const { path, form } = given.out
    if (byOwner && owner !== null)
      return E.left(badInput('--by-owner cannot be combined with --owner'))
    if (byOwner && form === 'csv')
      return E.left(
        badInput(`--by-owner: CSV has no sheets; --out needs a name that ends in .xlsx`),
      )
    const store = await openToRead(context, url)
    if (E.isLeft(store)) return store
    const history = await openHistory(store.right, contract, context.io.progress('reading'))
    if (E.isLeft(history)) return history
    const period = contractPeriod('--period', written, history.right)
    if (E.isLeft(period)) return period
    const blank = E.chain((all: BlankReturn) => ofOwner(all, owner))(
      inWords(blankReturn(history.right, period.right)),
    )
    if (E.isLeft(blank)) return blank
    const content = await (byOwner
      ? writeReturnByOwner(blank.right)
      : writeReturn(blank.right, form))
    const made = await writeNewFile(path, content, 'no return was written')
    if (E.isLeft(made)) return made
    context.stored(`the return, in ${path}`)
    const { rows, periodInWords } = blank.right
    return printedText([`${path}: ${counted(rows.length, 'KPI')}, ${periodInWords}\n`])
  },
})
