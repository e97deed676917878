import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb'
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb'
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb'
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb'
import { encodeAppended, encodeDeleted, encodeTombstoned } from './append-answer.codec'
import {
  decodeAppendPart,
  decodeBatchPart,
  decodeDelete,
  decodeTombstone,
} from './append-request.codec'
import { encodeBatchAnswer } from './batch-answer.codec'
import { encodeCluster, encodeFeatures } from './node.codec'
import { encodeConsumerAnswer, encodeCreated, encodeGroupDeleted } from './persistent-answer.codec'
import { decodeConsumerPart, decodeCreate, decodeDeleteGroup } from './persistent-request.codec'
import { encodeReadAnswer } from './read-answer.codec'
import { decodeRead } from './read-request.codec'

const nothing = (): Record<never, never> => ({})

/** The services with requests and answers as plain data: all of the encoding is done here. */
export const streamsService = {
  read: {
    ...StreamsService.read,
    requestDeserialize: decodeRead,
    responseSerialize: encodeReadAnswer,
  },
  append: {
    ...StreamsService.append,
    requestDeserialize: decodeAppendPart,
    responseSerialize: encodeAppended,
  },
  batchAppend: {
    ...StreamsService.batchAppend,
    requestDeserialize: decodeBatchPart,
    responseSerialize: encodeBatchAnswer,
  },
  delete: {
    ...StreamsService.delete,
    requestDeserialize: decodeDelete,
    responseSerialize: encodeDeleted,
  },
  tombstone: {
    ...StreamsService.tombstone,
    requestDeserialize: decodeTombstone,
    responseSerialize: encodeTombstoned,
  },
}

export const gossipService = {
  read: {
    ...GossipService.read,
    requestDeserialize: nothing,
    responseSerialize: encodeCluster,
  },
}

export const serverFeaturesService = {
  getSupportedMethods: {
    ...ServerFeaturesService.getSupportedMethods,
    requestDeserialize: nothing,
    responseSerialize: encodeFeatures,
  },
}

export const persistentSubscriptionsService = {
  create: {
    ...PersistentSubscriptionsService.create,
    requestDeserialize: decodeCreate,
    responseSerialize: encodeCreated,
  },
  delete: {
    ...PersistentSubscriptionsService.delete,
    requestDeserialize: decodeDeleteGroup,
    responseSerialize: encodeGroupDeleted,
  },
  read: {
    ...PersistentSubscriptionsService.read,
    requestDeserialize: decodeConsumerPart,
    responseSerialize: encodeConsumerAnswer,
  },
}
