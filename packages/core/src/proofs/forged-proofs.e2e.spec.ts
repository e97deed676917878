import { forgedProofLaws } from './forged-proofs.spec'

forgedProofLaws(10_000)
