import * as E from 'fp-ts/Either'
import { print, type Format } from './commands/answer'
import {
  answerCheckpoint,
  answerDigest,
  answerProof,
  answerTlogProof,
  makeKeys,
  type DigestOptions,
  type ProveOptions,
  type Printed,
} from './commands/proofs'
import { verify, type VerifyOptions } from './commands/verify'
import { collectAll, EXAMPLE, withContract, withFormat, type Grammar } from './grammar'
import { verdictAnswer } from './render/verdict'

const KEY = 'a private key made by keygen, to sign with'

/** Adds `digest`, `prove`, `verify` and `keygen` (M27). */
export const addProofCommands = ({ io, fail, answer, add }: Grammar): void => {
  const say = async (text: Printed): Promise<void> => {
    const said = await text
    if (E.isLeft(said)) fail(said.left)
    else await io.out(said.right)
  }

  const keyWithoutUse = (key: string | undefined, format: string): boolean => {
    if (key === undefined) return false
    fail({ status: 2, message: `--key signs nothing in --format ${format}` })
    return true
  }

  withFormat(
    withContract(
      add(
        'digest',
        'Size and root of a contract’s log, to be kept where its writer cannot change it.',
        `digest --store ${EXAMPLE} --contract pssp --format json > digest.json`,
      ),
    )
      .option('--size <n>', 'of the first N events only')
      .option('--key <file>', `${KEY}: --format checkpoint`),
    'checkpoint',
  ).action(async (options: DigestOptions & { format: Format | 'checkpoint' }) => {
    if (options.format === 'checkpoint') await say(answerCheckpoint(io, options))
    else if (!keyWithoutUse(options.key, options.format))
      await answer(options.format, answerDigest(options))
  })

  withFormat(
    withContract(
      add(
        'prove',
        'Proves that an event is in a contract’s log, or that the log only grew.',
        `prove --store ${EXAMPLE} --contract pssp --revision 41 --format json > proof.json`,
      ),
    )
      .option('--revision <n>', 'prove that the event of this revision is in the log')
      .option('--from-size <m>', 'prove that the log only adds to its first M events')
      .option('--size <n>', 'about the first N events only')
      .option('--key <file>', `${KEY}: --format tlog-proof`),
    'tlog-proof',
  ).action(async (options: ProveOptions & { format: Format | 'tlog-proof' }) => {
    if (options.format === 'tlog-proof') await say(answerTlogProof(io, options))
    else if (!keyWithoutUse(options.key, options.format))
      await answer(options.format, answerProof(options))
  })

  withFormat(
    add(
      'verify',
      'Says whether a digest, a proof or a ledger file holds, from the files given alone.',
      'verify proof.json --digest digest.json',
    )
      .argument('<file>', 'a digest, a proof, signed or as JSON, or a ledger file FILE.ndjson')
      .option(
        '--digest <file>',
        'a digest or checkpoint kept elsewhere; may be repeated',
        collectAll,
      )
      .option('--ledger <file>', 'the ledger file it is said to be about')
      .option('--event <file>', 'the event that an inclusion proof is said to be about')
      .option('--key <file>', 'verifier keys to trust, one a line, for what is signed'),
  ).action(async (file: string, options: VerifyOptions & { format: Format }) => {
    const verified = await verify(io, file, options)
    if (E.isLeft(verified)) {
      fail(verified.left)
      return
    }
    await print(io, options.format, verdictAnswer(verified.right))
    if (verified.right.denied !== null) fail({ status: 1, message: verified.right.denied })
  })

  add(
    'keygen',
    'Makes a key that signs a contract’s checkpoints; prints the one to verify them with.',
    'keygen --contract pssp --out pssp.key > pssp.pub',
  )
    .requiredOption('--contract <id>', 'the contract, such as pssp')
    .requiredOption('--out <file>', 'a new file for the private key')
    .action((options: Parameters<typeof makeKeys>[0]) => say(makeKeys(options)))
}
