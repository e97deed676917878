import { readLogo, readTheme, type Logo, type Surface } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import { badInput, type Failure } from './failure'
import { nameOf, readWhole } from './input/text-file'
import type { Io } from './io'
import type { Printing } from './printing'

const HTML = 'html'

/** The most bytes of a logo, since every page embeds it. */
const MOST = 500_000

/** How pages are branded: an organisation's logo and colours. */
export type Branding = Required<Pick<Surface, 'logo' | 'theme'>>

/** Reads the picture of `--logo`, for a page; null if none was requested. */
const logoOf = async (
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
      badInput(`${nameOf(path)}: ${String(length)} bytes, a logo may have ${String(MOST)} at most`),
    )
  const logo = readLogo(bytes.right)
  return logo === null
    ? E.left(badInput(`${nameOf(path)}: expected a PNG or SVG picture`))
    : E.right(logo)
}

/** Reads the colours of `--theme`, for a page; null if none were requested. */
const themeOf = (
  { theme }: Pick<Asked, 'theme'>,
  { format }: Pick<Printing, 'format'>,
): E.Either<Failure, Branding['theme']> => {
  if (theme.length === 0) return E.right(null)
  if (format !== HTML)
    return E.left(
      badInput(`--theme is for pages, not for ${format}; omit it, or pass --format html`),
    )
  return E.mapLeft((faults: ReadonlyArray<string>) =>
    badInput(faults.map((fault) => `--theme: ${fault}`).join('\n')),
  )(readTheme(theme))
}

/** Reads the logo and the colours of a page. */
export const readBranding = async (
  io: Io,
  asked: Pick<Asked, 'logo' | 'theme'>,
  printing: Pick<Printing, 'format'>,
): Promise<E.Either<Failure, Branding>> => {
  const theme = themeOf(asked, printing)
  if (E.isLeft(theme)) return theme
  const logo = await logoOf(io, asked, printing)
  return E.isLeft(logo) ? logo : E.right({ logo: logo.right, theme: theme.right })
}
