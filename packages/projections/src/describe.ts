import type { CoreError } from '@kpi-ledger/core'
import { coreSentences, sentenceOf, type Sentences } from '@kpi-ledger/core/unstable'
import { queryErrorSentences, type QueryError } from './history/query-error'
import { unpublishableSentences, type PublicationError } from './publication/publish'

/** Every error of this package and of core. */
export type ProjectionError = CoreError | QueryError | PublicationError

const sentences: Sentences<ProjectionError> = {
  ...coreSentences,
  ...queryErrorSentences,
  ...unpublishableSentences,
}

/** Any error of this package or of core as one English sentence. */
export const describe = (error: ProjectionError): string => sentenceOf(sentences, error)
