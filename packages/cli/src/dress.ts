import { readLogo, readTheme, type Logo, type Surface } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import { badInput, type Failure } from './failure'
import { nameOf, readWhole } from './input/text-file'
import type { Io } from './io'
import type { Printing } from './printing'

const HTML = 'html'

/** Most bytes of a picture that every page has within it. */
const MOST = 500_000

/** What pages of a house have: its picture, and its colours. */
export type Dress = Required<Pick<Surface, 'logo' | 'theme'>>

/** The picture of `--logo`, for a page; null if none was asked for. */
const logoAsked = async (
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

/** The colours of `--theme`, for a page; null if none were asked for. */
const themeAsked = (
  { theme }: Pick<Asked, 'theme'>,
  { format }: Pick<Printing, 'format'>,
): E.Either<Failure, Dress['theme']> => {
  if (theme.length === 0) return E.right(null)
  if (format !== HTML)
    return E.left(
      badInput(`--theme is for pages, not for ${format}; omit it, or pass --format html`),
    )
  return E.mapLeft((faults: ReadonlyArray<string>) =>
    badInput(faults.map((fault) => `--theme: ${fault}`).join('\n')),
  )(readTheme(theme))
}

/** What a page is to have of its house. */
export const dressAsked = async (
  io: Io,
  asked: Pick<Asked, 'logo' | 'theme'>,
  printing: Pick<Printing, 'format'>,
): Promise<E.Either<Failure, Dress>> => {
  const theme = themeAsked(asked, printing)
  if (E.isLeft(theme)) return theme
  const logo = await logoAsked(io, asked, printing)
  return E.isLeft(logo) ? logo : E.right({ logo: logo.right, theme: theme.right })
}
