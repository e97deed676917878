import { readLogo, type Logo } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import { badInput, type Failure } from './failure'
import { nameOf, readWhole } from './input/text-file'
import type { Io } from './io'
import type { Printing } from './printing'

const HTML = 'html'

/** Most bytes of a picture that every page has within it. */
const MOST = 500_000

/** The picture of `--logo`, for a page; null if none was asked for. */
export const logoAsked = async (
  io: Io,
  { logo: path }: Pick<Asked, 'logo'>,
  { format }: Pick<Printing, 'format'>,
): Promise<E.Either<Failure, Logo | null>> => {
  if (path === null) return E.right(null)
  if (format !== HTML)
    return E.left(
      badInput(`--logo is for pages, not for ${format}; omit it, or pass --format html`),
    )
  const bytes = await readWhole(io, path)
  if (E.isLeft(bytes)) return bytes
  const { length } = bytes.right
  if (length > MOST)
    return E.left(
      badInput(`${nameOf(path)}: ${String(length)} bytes, a logo has ${String(MOST)} at most`),
    )
  const logo = readLogo(bytes.right)
  return logo === null
    ? E.left(badInput(`${nameOf(path)}: expected a PNG or SVG picture`))
    : E.right(logo)
}
