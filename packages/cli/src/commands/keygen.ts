import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { formatSignerKey, formatVerifierKey, originOf, signerKey } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import { defineCommand, printedText } from '../command/command'
import { asTyped, required } from '../command/option'
import { badInput } from '../failure'
import { contractOptions } from '../input/shared-options'

/**
 * `keygen`: creates a key pair for a contract's checkpoints. The private key is written to a new
 * file that only its owner can read; the verifier key is printed, to be given to everybody.
 */
export const command = defineCommand({
  name: 'keygen',
  group: 'Proofs',
  summary: 'Creates a key to sign a contract’s checkpoints; prints the key to verify them with.',
  example: 'keygen --contract pssp --out pssp.key > pssp.pub',
  options: {
    contract: contractOptions.contract,
    out: required('--out <file>', 'a new file for the private key', asTyped),
  },
  formats: null,
  run: async (_, { contract, out }) => {
    const key = signerKey(originOf(contract), randomBytes(32))
    if (E.isLeft(key)) return E.left(badInput(key.left))
    const written = await writeFile(out, `${formatSignerKey(key.right)}\n`, {
      flag: 'wx',
      mode: 0o600,
    }).then(
      () => E.right(null),
      (error: unknown) => E.left(badInput(error instanceof Error ? error.message : String(error))),
    )
    return E.isLeft(written) ? written : printedText([`${formatVerifierKey(key.right)}\n`])
  },
})
